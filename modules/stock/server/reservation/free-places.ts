import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { balance } from '../../contract/index.ts';
import { byPickRule, type PickFacts } from './pick-order.ts';

/** Stock that can be reserved: what lies of a product at one place, of one lot, in one box. */
export interface FreePlace extends PickFacts {
  /** Of the balance. */
  id: number;
  product: number;
  location: number;
  compartment: number | null;
  lot: number | null;
  free: Quantity;
}
export interface Wanted {
  product: number;
  quantity: Quantity;
}

/** Conditions of stock that may be sold: the place, and the lot on the day that is asked first. */
export const sellablePlace = "l.kind = 'storage' AND l.purpose = 'sale' AND l.is_active = 1 AND l.is_frozen = 0";
export const fitLot = "(b.lot = 0 OR (t.state = 'free' AND (t.expires_on IS NULL OR t.expires_on >= ?)))";

const textFor = (products: number) => `SELECT b.id, b.product, b.location, b.compartment, b.lot,
    b.on_hand - b.reserved AS free, l.warehouse, w.pick_rule, l.is_default, l.route_position, l.code,
    t.expires_on, t.received_on, m.warehouse IS NOT NULL AS is_main
  FROM stock_balance b JOIN stock_location l ON l.id = b.location
  LEFT JOIN stock_warehouse w ON w.id = l.warehouse LEFT JOIN stock_lot t ON t.id = b.lot
  LEFT JOIN (SELECT DISTINCT warehouse FROM stock_location l WHERE ${sellablePlace} AND is_default = 1) m ON m.warehouse = l.warehouse
  WHERE b.on_hand > b.reserved AND ${sellablePlace} AND ${fitLot} AND b.product IN ${marks(products)}`;

const productsAtOnce = 10_000;

/** What is free now, in the order in which it is to be taken; nothing is locked. */
export async function freePlaces(ctx: Ctx, products: readonly number[]): Promise<FreePlace[]> {
  const today = businessDate(ctx.app.clock());
  const found: FreePlace[] = [];
  for (const part of inParts([...new Set(products)], productsAtOnce)) {
    const { rows } = await sendStatement(ctx.db, textFor(part.length), [today, ...part]);
    found.push(...rows.map(readPlace));
  }
  return found.sort(byPickRule);
}

const optional = (cell: Cell | undefined): number | null => (cell === null || cell === undefined ? null : Number(cell));
const text = (cell: Cell | undefined): string | null => (cell === null || cell === undefined ? null : String(cell));
const readPlace = (row: Record<string, Cell>): FreePlace => ({
  id: Number(row.id),
  product: Number(row.product),
  location: Number(row.location),
  compartment: Number(row.compartment) || null,
  lot: Number(row.lot) || null,
  free: Number(row.free),
  warehouse: Number(row.warehouse),
  isMain: Number(row.is_main) === 1,
  pickRule: String(row.pick_rule ?? 'expiry') as FreePlace['pickRule'],
  isDefault: row.is_default === 1,
  routePosition: optional(row.route_position),
  code: String(row.code),
  expiresOn: text(row.expires_on),
  receivedOn: text(row.received_on),
});

/**
 * The same, held until the transaction ends, so that nobody else takes it meanwhile. Of stock in thousands of pieces
 * with numbers of their own only as many are held as are wanted and some to spare; if others were faster there, all.
 */
export async function holdFreePlaces(ctx: Ctx, wanted: readonly Wanted[]): Promise<FreePlace[]> {
  const places = await freePlaces(
    ctx,
    wanted.map(({ product }) => product),
  );
  // One writer: what was read is as it stays.
  if (ctx.app.engine.dialect === 'sqlite') return places;
  const [first, rest] = split(places, wanted);
  const held = await hold(ctx, first);
  return rest.length === 0 || suffices(held, wanted) ? held : [...held, ...(await hold(ctx, rest))];
}

/** Found first, then locked by id: an index would be locked in its own order, and two orders could meet crosswise. */
async function hold(ctx: Ctx, places: readonly FreePlace[]): Promise<FreePlace[]> {
  const ids = places.map(({ id }) => id);
  const rows = new Map((await rowsOf(ctx, balance, ids, { lock: true })).map((row) => [row.id, row]));
  return places.map((place) => {
    const row = rows.get(place.id);
    return { ...place, free: row ? row.onHand - row.reserved : 0 };
  });
}

const fewPlaces = 50;
const toSpare = 8;

function split(places: readonly FreePlace[], wanted: readonly Wanted[]): [FreePlace[], FreePlace[]] {
  if (places.length <= fewPlaces) return [[...places], []];
  const open = new Map<number, Quantity>();
  for (const { product, quantity } of wanted) open.set(product, (open.get(product) ?? 0) + quantity);
  const beyond = new Map<number, number>();
  const first: FreePlace[] = [];
  const rest: FreePlace[] = [];
  for (const place of places) {
    const missing = open.get(place.product) ?? 0;
    if (missing <= 0) beyond.set(place.product, (beyond.get(place.product) ?? 0) + 1);
    open.set(place.product, missing - place.free);
    ((beyond.get(place.product) ?? 0) <= toSpare ? first : rest).push(place);
  }
  return [first, rest];
}

function suffices(places: readonly FreePlace[], wanted: readonly Wanted[]): boolean {
  const open = new Map<number, Quantity>();
  for (const { product, quantity } of wanted) open.set(product, (open.get(product) ?? 0) + quantity);
  for (const { product, free } of places) open.set(product, (open.get(product) ?? 0) - Math.max(0, free));
  return [...open.values()].every((missing) => missing <= 0);
}
