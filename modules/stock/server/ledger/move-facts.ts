import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import type { Move } from './post-movements.ts';

export interface Place {
  id: number;
  code: string;
  kind: string;
  purpose: string;
  /** Of real places. */
  warehouse: number | null;
  isActive: boolean;
  isFrozen: boolean;
  /** Virtual, or real and declared so. */
  allowsNegative: boolean;
}
export interface Tracked {
  id: number;
  sku: string;
  tracking: 'none' | 'lot' | 'serial';
  /** Days. */
  shelfLife: number | null;
}
export interface LotFacts {
  id: number;
  number: string;
  product: number;
  state: string;
  expiresOn: string | null;
}
export interface CompartmentFacts {
  id: number;
  code: string;
  box: number;
  location: number;
  product: number | null;
  state: string;
  boxCode: string;
  isBoxInUse: boolean;
}
/** What is known of everything the moves name. */
export interface MoveFacts {
  places: ReadonlyMap<number, Place>;
  products: ReadonlyMap<number, Tracked>;
  lots: ReadonlyMap<number, LotFacts>;
  compartments: ReadonlyMap<number, CompartmentFacts>;
}

const askedAtOnce = 10_000;
type Cells = Record<string, Cell>;

/** Asks in parts, without the builder: every posting comes here. `text` ends before the list of ids. */
async function byIds<T extends { id: number }>(
  ctx: Ctx,
  text: string,
  ids: Iterable<number | null | undefined>,
  read: (cells: Cells) => T,
): Promise<Map<number, T>> {
  const wanted = [...new Set(ids)].filter((id): id is number => typeof id === 'number').sort((a, b) => a - b);
  const found = new Map<number, T>();
  for (const part of inParts(wanted, askedAtOnce)) {
    const { rows } = await sendStatement(ctx.db, `${text} IN ${marks(part.length)}`, part);
    for (const cells of rows) found.set(Number(cells.id), read(cells));
  }
  return found;
}

const readPlace = (cells: Cells): Place => ({
  id: Number(cells.id),
  code: String(cells.code),
  kind: String(cells.kind),
  purpose: String(cells.purpose),
  warehouse: cells.warehouse === null ? null : Number(cells.warehouse),
  isActive: cells.is_active === 1,
  isFrozen: cells.is_frozen === 1,
  allowsNegative: cells.kind !== 'storage' || cells.allows_negative === 1,
});

/** How products are told apart in stock; a variant that says nothing goes by its parent. */
export const trackingOf = (ctx: Ctx, products: Iterable<number>): Promise<Map<number, Tracked>> =>
  byIds(
    ctx,
    `SELECT v.id, v.sku, COALESCE(v.tracking, p.tracking, 'none') AS tracking,
      COALESCE(v.shelf_life, p.shelf_life) AS shelf_life FROM catalog_variant v
      LEFT JOIN catalog_product p ON p.id = v.product WHERE v.id`,
    products,
    (cells) => ({
      id: Number(cells.id),
      sku: String(cells.sku),
      tracking: String(cells.tracking) as Tracked['tracking'],
      shelfLife: cells.shelf_life === null ? null : Number(cells.shelf_life),
    }),
  );

export const placesOf = (ctx: Ctx, locations: Iterable<number>): Promise<Map<number, Place>> =>
  byIds(
    ctx,
    'SELECT id, code, kind, purpose, warehouse, is_active, is_frozen, allows_negative FROM stock_location WHERE id',
    locations,
    readPlace,
  );

/**
 * Keeps the boxes where they stand, and their compartments as they are, until the transaction ends: whoever moves or
 * divides a box holds it for himself. Whoever needs reservations as well takes boxes first, then those, balances last.
 */
export async function holdBoxes(ctx: Ctx, compartments: readonly (number | null | undefined)[]): Promise<void> {
  if (ctx.app.engine.dialect !== 'mysql') return;
  const ids = [...new Set(compartments)].filter((id): id is number => typeof id === 'number' && id > 0);
  for (const part of inParts(ids, askedAtOnce)) {
    // Found first: locked through their compartments, boxes would be locked in the order of those.
    const found = await sendStatement(
      ctx.db,
      `SELECT DISTINCT box FROM stock_compartment WHERE id IN ${marks(part.length)}`,
      part,
    );
    const boxes = found.rows.map(({ box }) => Number(box)).sort((x, y) => x - y);
    if (boxes.length > 0)
      await sendStatement(
        ctx.db,
        `SELECT id FROM stock_box WHERE id IN ${marks(boxes.length)} ORDER BY id LOCK IN SHARE MODE`,
        boxes,
      );
  }
}

/** At most seven statements, two where neither lots nor boxes are named. */
export async function factsOf(ctx: Ctx, moves: readonly Move[]): Promise<MoveFacts> {
  const compartments = moves.flatMap(({ fromCompartment, toCompartment }) => [fromCompartment, toCompartment]);
  await holdBoxes(ctx, compartments);
  return {
    places: await placesOf(
      ctx,
      moves.flatMap(({ from, to }) => [from, to]),
    ),
    products: await trackingOf(
      ctx,
      moves.map(({ product }) => product),
    ),
    lots: await byIds(
      ctx,
      'SELECT id, number, product, state, expires_on FROM stock_lot WHERE id',
      moves.map(({ lot }) => lot),
      (cells) => ({
        id: Number(cells.id),
        number: String(cells.number),
        product: Number(cells.product),
        state: String(cells.state),
        expiresOn: cells.expires_on === null ? null : String(cells.expires_on),
      }),
    ),
    compartments: await byIds(
      ctx,
      `SELECT c.id, c.code, c.box, c.product, c.state, b.location, b.code AS box_code, b.is_active FROM stock_compartment c
        JOIN stock_box b ON b.id = c.box WHERE c.id`,
      compartments,
      (cells) => ({
        id: Number(cells.id),
        code: String(cells.code),
        box: Number(cells.box),
        location: Number(cells.location),
        product: cells.product === null ? null : Number(cells.product),
        state: String(cells.state),
        boxCode: String(cells.box_code),
        isBoxInUse: cells.is_active === 1,
      }),
    ),
  };
}
