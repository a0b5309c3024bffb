import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import type { Change } from '#kernel/server/served.ts';
import { placesOf, trackingOf } from '../ledger/move-facts.ts';
import { countFault, lotNumbers, type NamedGoods, type Portion, piece, resolveLots } from '../lot/resolve-lots.ts';

/** A line of any warehouse document. */
export interface DocumentLine {
  id?: number;
  product: number;
  lots: string | null;
  quantity: Quantity;
}
type Lines<R> = (row: R) => readonly DocumentLine[];

/** The quantity of serial numbers is their count. */
export async function completeLines<R>(ctx: Ctx, changes: readonly Change<R>[], linesOf: Lines<R>): Promise<void> {
  const open = changes.flatMap(({ row }) => linesOf(row)).filter((line) => isOpen(line) && line.lots !== null);
  if (open.length === 0) return;
  const facts = await trackingOf(
    ctx,
    open.map(({ product }) => product),
  );
  for (const line of open) {
    const tracked = facts.get(line.product);
    if (tracked?.tracking === 'serial') line.quantity = lotNumbers(tracked, line.lots).numbers.length * piece;
  }
}

// Nobody has entered it yet, whatever the type of a saved line says.
const isOpen = ({ quantity }: DocumentLine): boolean => ((quantity ?? null) as number | null) === null;

/** Lots that do not fit are said at their cell; those that are still missing may follow until the document is posted. */
export async function checkLots<R>(
  ctx: Ctx,
  changes: readonly Change<R>[],
  field: string,
  linesOf: Lines<R>,
): Promise<void> {
  const facts = await trackingOf(
    ctx,
    changes.flatMap(({ row }) => linesOf(row)).map(({ product }) => product),
  );
  for (const { row, fail, warn } of changes)
    for (const [index, line] of linesOf(row).entries()) {
      const tracked = facts.get(line.product);
      if (!tracked) continue;
      const path = `${field}.${index}.lots`;
      const { numbers, fault } = lotNumbers(tracked, line.lots);
      if (fault?.code === 'stock.lotNeeded') warn(path, fault.code, fault.params);
      else if (fault) fail(path, fault.code, fault.params);
      else if (tracked.tracking === 'serial') {
        const wrong = countFault(numbers, line.quantity);
        if (wrong) fail(path, wrong.code, wrong.params);
      }
    }
}

/** Where goods really lie: paths of the places that a document names, for those that are virtual. */
export async function checkPlaces<R>(
  ctx: Ctx,
  changes: readonly Change<R>[],
  placesIn: (row: R) => readonly { path: string; location: number | null }[],
): Promise<void> {
  const named = changes.map(({ row, fail }) => ({ fail, places: placesIn(row) }));
  const found = await placesOf(
    ctx,
    named.flatMap(({ places }) => places.flatMap(({ location }) => location ?? [])),
  );
  for (const { fail, places } of named)
    for (const { path, location } of places) {
      const place = found.get(location ?? 0);
      if (place && place.kind !== 'storage') fail(path, 'stock.notAStorageLocation');
    }
}

/** Where goods lie, or come to lie. */
export interface Spot {
  location: number;
  compartment: number | null;
}

/** A compartment says by itself where it stands; else the line's place holds, else that of the document. */
export async function spotsOf(
  ctx: Ctx,
  places: readonly { location: number | null; compartment: number | null }[],
  usual: number,
): Promise<Spot[]> {
  const compartments = [...new Set(places.flatMap(({ compartment }) => compartment ?? []))];
  const standing = new Map<number, number>();
  if (compartments.length > 0) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT c.id, b.location FROM stock_compartment c JOIN stock_box b ON b.id = c.box WHERE c.id IN ${marks(compartments.length)}`,
      compartments,
    );
    for (const row of rows) standing.set(Number(row.id), Number(row.location));
  }
  return places.map(({ location, compartment }) => ({
    location: location ?? standing.get(compartment ?? 0) ?? usual,
    compartment,
  }));
}

/** One line's share of one lot, ready to be moved. */
export interface LinePortion<L> extends Portion {
  line: L;
  /** Position of the line, from 0. */
  index: number;
}

interface PortionOptions<L> {
  /** Name of the lines, for what is wrong with one. */
  field?: string;
  /** What becomes of lots that nobody knows yet. */
  unknownLots?: (line: L) => NonNullable<NamedGoods['unknownLot']>;
  date: string;
}

/** What lines move, lot by lot. */
export async function portionsOf<L extends DocumentLine & { expiresOn?: string | null; supplierLot?: string | null }>(
  ctx: Ctx,
  lines: readonly L[],
  { field = 'lines', unknownLots = () => 'refused', date }: PortionOptions<L>,
): Promise<LinePortion<L>[]> {
  const named = lines.map(
    (line, index): NamedGoods => ({
      product: line.product,
      lots: line.lots,
      quantity: line.quantity,
      expiresOn: line.expiresOn ?? null,
      supplierLot: line.supplierLot ?? null,
      path: `${field}.${index}`,
      unknownLot: unknownLots(line),
    }),
  );
  const portions = await resolveLots(ctx, named, date);
  return lines.flatMap((line, index) => (portions[index] ?? []).map((portion) => ({ ...portion, line, index })));
}
