import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import { drawNumbers } from '#kernel/server/sequence.ts';
import type { Change } from '#kernel/server/served.ts';
import type { variant } from '../../contract/index.ts';
import { gtinKey, isGtin, spellingsOf } from './is-gtin.ts';

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
      const key = gtinKey(code);
      if (places.has(key)) change.fail(path, 'catalog.barcodeRepeated', { code });
      places.set(key, { change, path });
    }
  }
  await oneAtATime(ctx, places.size);
  for (const { code, id, sku } of await ownersOf(ctx, [...places.keys()].flatMap(spellingsOf))) {
    const place = places.get(gtinKey(code));
    const leaves = changes.some(({ row, given }) => row.id === id && given.has('barcodes'));
    if (place && !leaves) place.change.fail(place.path, 'catalog.barcodeTaken', { code, sku });
  }
}

/** Whoever enters barcodes holds this counter until his transaction ends, so that the next one sees his; SQLite has one writer anyway. */
async function oneAtATime(ctx: Ctx, count: number): Promise<void> {
  if (count > 0 && !ctx.checking && ctx.app.engine.dialect === 'mysql')
    await drawNumbers(ctx, 'catalog.barcodes', '', 1);
}

interface Owner {
  code: string;
  id: number;
  sku: string;
}
const mostAtOnce = 1000;

async function ownersOf(ctx: Ctx, codes: readonly string[]): Promise<Owner[]> {
  const owners: Owner[] = [];
  for (const some of inParts(codes, mostAtOnce)) {
    const rows = await ctx.db
      .selectFrom('catalog_variant_barcodes as b')
      .innerJoin('catalog_variant as v', 'v.id', 'b.parent_id')
      .select(['b.code', 'v.id', 'v.sku'])
      .where('b.code', 'in', some)
      .execute();
    owners.push(...rows.map((row) => ({ code: String(row.code), id: Number(row.id), sku: String(row.sku) })));
  }
  return owners;
}
