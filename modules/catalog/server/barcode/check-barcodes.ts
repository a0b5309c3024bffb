import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import type { variant } from '../../contract/index.ts';
import { isGtin } from './is-gtin.ts';

type Variant = Row<typeof variant>;

interface Place {
  change: Change<Variant>;
  path: string;
}

/** GTINs have their check digit, and a code leads to one variant only, also when two clerks enter it at once. */
export async function checkBarcodes(ctx: Ctx, changes: readonly Change<Variant>[]): Promise<void> {
  const places = new Map<string, Place>();
  for (const change of changes) {
    if (!change.given.has('barcodes')) continue;
    for (const [index, { code, kind }] of change.row.barcodes.entries()) {
      const path = `barcodes.${index}.code`;
      if (!code) continue;
      if (kind === 'gtin' && !isGtin(code)) change.fail(path, 'catalog.gtinInvalid', { code });
      if (places.has(code)) change.fail(path, 'catalog.barcodeRepeated', { code });
      places.set(code, { change, path });
    }
  }
  for (const { code, id, sku } of await ownersOf(ctx, [...places.keys()])) {
    const place = places.get(code);
    const leaves = changes.some(({ row, given }) => row.id === id && given.has('barcodes'));
    if (place && !leaves) place.change.fail(place.path, 'catalog.barcodeTaken', { code, sku });
  }
}

interface Owner {
  code: string;
  id: number;
  sku: string;
}
const mostAtOnce = 1000;

async function ownersOf(ctx: Ctx, codes: readonly string[]): Promise<Owner[]> {
  const owners: Owner[] = [];
  for (let start = 0; start < codes.length; start += mostAtOnce) {
    const query = ctx.db
      .selectFrom('catalog_variant_barcodes as b')
      .innerJoin('catalog_variant as v', 'v.id', 'b.parent_id')
      .select(['b.code', 'v.id', 'v.sku'])
      .where('b.code', 'in', codes.slice(start, start + mostAtOnce));
    // The gap a code would go into stays closed to others until this transaction ends; SQLite has one writer anyway.
    const rows = await (ctx.app.engine.dialect === 'mysql' ? query.forUpdate() : query).execute();
    owners.push(...rows.map((row) => ({ code: String(row.code), id: Number(row.id), sku: String(row.sku) })));
  }
  return owners;
}
