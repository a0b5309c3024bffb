import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { References } from '#kernel/server/references.ts';
import {
  box,
  compartment,
  location,
  lot,
  readScan,
  type ScanAnswer,
  type ScannedCode,
  type ScannedGoods,
  type ScannedPlace,
  type ScannedThing,
} from '../../contract/index.ts';
import { goodsFacts } from './goods-facts.ts';

const piece = 1_000_000;

/** Something that bears the code. */
interface Hit {
  kind: string;
  id: number;
  /** Of a barcode: how many pieces are in what bears it; zero where it does not say. */
  pieces: number;
}

/**
 * What a scanned code means: a place, box or compartment, an article (its number, its old one, a barcode — that of a
 * package stands for several), or a lot. A code may mean several things; the likeliest comes first.
 * @param near article the code is about, where several have a lot of this number.
 */
export async function whatIs(ctx: Ctx, code: string, near: number | null): Promise<ScanAnswer> {
  const read = readScan(code);
  const hits = await hitsOf(ctx, read);
  const places = await placesAmong(ctx, hits);
  const goods = await goodsAmong(ctx, read, hits, near);
  return { code: read.text, items: [...places, ...goods] };
}

/** As it was read, in capitals, and a GTIN with and without its leading zeros. */
function spellings(text: string): string[] {
  const found = new Set([text, text.toUpperCase()]);
  const digits = text.replace(/^0+/, '');
  if (/^\d{8,14}$/.test(text) && digits.length >= 7)
    for (const length of [digits.length, 8, 12, 13, 14]) found.add(digits.padStart(length, '0'));
  return [...found];
}

/** One statement over everything that bears a code; each part finds its own by an index. */
async function hitsOf(ctx: Ctx, { text, article, lot: number }: ScannedCode): Promise<Hit[]> {
  const codes = spellings(article ?? text);
  const numbers = spellings(number ?? text);
  const [c, n] = [marks(codes.length), marks(numbers.length)];
  const goods = `SELECT 'product' AS kind, id, 0 AS pieces, 4 AS place FROM catalog_variant WHERE sku IN ${c}
    UNION ALL SELECT 'product', parent_id, COALESCE(quantity, 0), 5 FROM catalog_variant_barcodes WHERE code IN ${c}
    UNION ALL SELECT 'product', id, 0, 7 FROM catalog_variant WHERE legacy_sku IN ${c}
    UNION ALL SELECT 'lot', id, 0, 6 FROM stock_lot WHERE number IN ${n}`;
  const places = `SELECT 'location' AS kind, id, 0 AS pieces, 1 AS place FROM stock_location
      WHERE kind = 'storage' AND code IN ${c}
    UNION ALL SELECT 'box', id, 0, 2 FROM stock_box WHERE code IN ${c}
    UNION ALL SELECT 'compartment', id, 0, 3 FROM stock_compartment WHERE state = 'active' AND code IN ${c}`;
  // What names an article is no place.
  const { rows } = article
    ? await sendStatement(ctx.db, `${goods} ORDER BY 4, 2`, [...codes, ...codes, ...codes, ...numbers])
    : await sendStatement(ctx.db, `${places} UNION ALL ${goods} ORDER BY 4, 2`, [
        ...Array.from({ length: 6 }, () => codes).flat(),
        ...numbers,
      ]);
  return rows.map(({ kind, id, pieces }) => ({ kind: String(kind), id: Number(id), pieces: Number(pieces) }));
}

const idsOf = (hits: readonly Hit[], kind: string) => hits.filter((hit) => hit.kind === kind).map(({ id }) => id);

async function placesAmong(ctx: Ctx, hits: readonly Hit[]): Promise<ScannedPlace[]> {
  const compartments = await rowsOf(ctx, compartment, idsOf(hits, 'compartment'));
  const boxes = await rowsOf(ctx, box, [...new Set([...idsOf(hits, 'box'), ...compartments.map((row) => row.box)])]);
  const standing = new Map(boxes.map((row) => [row.id, row.location]));
  const spots = [
    ...idsOf(hits, 'location').map((id) => ({ location: id, box: null, compartment: null })),
    ...idsOf(hits, 'box').map((id) => ({ location: standing.get(id) ?? 0, box: id, compartment: null })),
    ...compartments.map((row) => ({ location: standing.get(row.box) ?? 0, box: row.box, compartment: row.id })),
  ];
  if (spots.length === 0) return [];
  const facts = await rowsOf(ctx, location, [...new Set(spots.map((spot) => spot.location))]);
  const titles = new References(ctx);
  for (const spot of spots) {
    titles.want(location.name, spot.location);
    titles.want(box.name, spot.box);
    titles.want(compartment.name, spot.compartment);
  }
  await titles.resolve();
  return spots.flatMap((spot): ScannedPlace[] => {
    const place = facts.find(({ id }) => id === spot.location);
    const at = titles.get(location.name, spot.location);
    if (!place || !at) return [];
    return [
      {
        kind: 'place',
        location: at,
        box: titles.get(box.name, spot.box),
        compartment: titles.get(compartment.name, spot.compartment),
        purpose: place.purpose,
        isActive: place.isActive,
        isFrozen: place.isFrozen,
      },
    ];
  });
}

/** Articles by their own codes; else the lots of that number, those of the article at hand first. */
async function goodsAmong(
  ctx: Ctx,
  read: ScannedCode,
  hits: readonly Hit[],
  near: number | null,
): Promise<ScannedThing[]> {
  const articles = new Map<number, Hit>();
  for (const hit of hits) if (hit.kind === 'product' && !articles.has(hit.id)) articles.set(hit.id, hit);
  const lots = await rowsOf(ctx, lot, idsOf(hits, 'lot'));
  const facts = await goodsFacts(ctx, [...articles.keys(), ...lots.map(({ product }) => product)]);
  const goods = (product: number, pieces: number, rest: Partial<ScannedGoods>): ScannedGoods[] => {
    const own = facts.get(product);
    return own ? [{ kind: 'goods', ...own, pieces: formatDecimal(pieces, 'quantity'), lot: null, ...rest }] : [];
  };
  const known = (row: (typeof lots)[number]) => ({
    id: row.id,
    number: row.number,
    expiresOn: row.expiresOn,
    isBlocked: row.state === 'blocked',
  });
  if (articles.size > 0)
    return [...articles.values()].flatMap(({ id, pieces }) => {
      const counted = (pieces || piece) * Number(read.count ?? 1);
      if (read.lot === null) return goods(id, counted, {});
      const there = lots.find((row) => row.product === id && row.number === read.lot);
      const fresh = { id: null, number: read.lot, expiresOn: read.expiresOn, isBlocked: false };
      return goods(id, counted, { lot: there ? known(there) : fresh });
    });
  return lots
    .toSorted((a, b) => Number(b.product === near) - Number(a.product === near) || a.id - b.id)
    .flatMap((row) => goods(row.product, piece, { lot: known(row) }));
}
