import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import type { attribute } from '../../contract/index.ts';

type Attribute = Row<typeof attribute>;

/** Each value has a code of its own, and one that variants use stays. */
export async function checkAttribute(ctx: Ctx, changes: Change<Attribute>[]): Promise<void> {
  for (const { before, row, fail } of changes) {
    const codes = new Set<string>();
    for (const [index, { code }] of row.values.entries()) {
      if (codes.has(code)) fail(`values.${index}.code`, 'catalog.attributeValueRepeated', { code });
      codes.add(code);
    }
    const gone = (before?.values ?? []).map(({ code }) => code).filter((code) => !codes.has(code));
    if (gone.length === 0) continue;
    const used = await ctx.db
      .selectFrom('catalog_variant_attributes as a')
      .innerJoin('catalog_variant as v', 'v.id', 'a.parent_id')
      .select(['a.value', 'v.sku'])
      .where('a.attribute', '=', row.id)
      .where('a.value', 'in', gone)
      .orderBy('v.sku')
      .executeTakeFirst();
    if (used) fail('values', 'catalog.attributeValueInUse', { value: String(used.value), sku: String(used.sku) });
  }
}
