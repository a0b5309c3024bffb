import { languages, type Quantity, type Reference, type Translated, translate } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { titlesOf } from '#kernel/server/references.ts';
import type { trackings } from '../../contract/details.ts';
import { variant } from '../../contract/index.ts';
import { gramsOf, type WeightUnit } from './piece-weight.ts';

/** What whoever handles goods has to know of a variant; what it does not say itself its product does. */
export interface VariantFacts {
  id: number;
  sku: string;
  /** The old number, where it is another one. */
  legacySku: string | null;
  name: Translated;
  /** Symbol of its unit in the reader's language, else in another one. */
  unit: string;
  /** The same for readers of other languages. */
  symbol: Translated;
  tracking: (typeof trackings)[number];
  /** Days. */
  shelfLife: number | null;
  /** Grams of one piece; null: nobody has weighed it. */
  pieceWeight: Quantity | null;
  isManufactured: boolean;
  isPurchased: boolean;
}

/** With number and name as the reader may see them. */
export interface ShownVariant extends VariantFacts {
  title: Reference;
}

type Cells = Record<string, Cell>;
type Ids = Iterable<number | null | undefined>;

const askedAtOnce = 10_000;
const inLanguages = (column: string, as: string) =>
  languages.map((language) => `${column}_${language} AS ${as}_${language}`).join(', ');
const facts = `SELECT v.id, v.sku, v.legacy_sku, v.is_manufactured, v.is_purchased,
    ${inLanguages('v.name', 'own')}, ${inLanguages('p.name', 'inherited')}, u.code, ${inLanguages('u.symbol', 'symbol')},
    COALESCE(v.tracking, p.tracking, 'none') AS tracking, COALESCE(v.shelf_life, p.shelf_life) AS shelf_life,
    COALESCE(v.weight, p.weight, 0) AS weight, COALESCE(v.weight_unit, p.weight_unit) AS weight_unit
  FROM catalog_variant v JOIN org_unit u ON u.id = v.unit LEFT JOIN catalog_product p ON p.id = v.product WHERE v.id IN`;

/** One statement for up to ten thousand variants. */
export async function variantFacts(ctx: Ctx, variants: Ids): Promise<Map<number, VariantFacts>> {
  const found = new Map<number, VariantFacts>();
  for (const part of inParts(wantedOf(variants), askedAtOnce)) {
    const { rows } = await sendStatement(ctx.db, `${facts} ${marks(part.length)}`, part);
    for (const cells of rows) found.set(Number(cells.id), factsIn(ctx, cells));
  }
  return found;
}

/** At most three statements for up to ten thousand variants. */
export async function shownVariants(ctx: Ctx, variants: Ids): Promise<Map<number, ShownVariant>> {
  const found = await variantFacts(ctx, variants);
  const titleOf = await titlesOf(ctx, variant.name, found.keys());
  return new Map([...found].map(([id, own]) => [id, { ...own, title: titleOf(id) }]));
}

const wantedOf = (ids: Ids): number[] => [...new Set(ids)].filter((id): id is number => Boolean(id));

function factsIn(ctx: Ctx, cells: Cells): VariantFacts {
  const sku = String(cells.sku);
  const own = textsIn(cells, 'own');
  const symbol = textsIn(cells, 'symbol');
  const weight = gramsOf(Number(cells.weight), cells.weight_unit as WeightUnit | null);
  return {
    id: Number(cells.id),
    sku,
    legacySku: cells.legacy_sku === null || cells.legacy_sku === sku ? null : String(cells.legacy_sku),
    // A name that is said in one language alone is a name: no other one stands beside it.
    name: translate(own, ctx.language) === null ? textsIn(cells, 'inherited') : own,
    unit: translate(symbol, ctx.language) ?? String(cells.code),
    symbol,
    tracking: String(cells.tracking) as VariantFacts['tracking'],
    shelfLife: cells.shelf_life === null ? null : Number(cells.shelf_life),
    pieceWeight: weight > 0 ? weight : null,
    isManufactured: cells.is_manufactured === 1,
    isPurchased: cells.is_purchased === 1,
  };
}

function textsIn(cells: Cells, name: string): Translated {
  return Object.fromEntries(
    languages.map((language) => [language, cells[`${name}_${language}`] ?? null]),
  ) as Translated;
}
