import type { Money } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import { usualCosts } from '#modules/bom/server/index.ts';
import type { Crossing } from './waiting.ts';

/** What a movement that is valued by now was worth, whatever day bears it. */
export interface Valued {
  averageValue: Money;
  fifoValue: Money;
}
/** What was consumed for, and what came out of, one document. */
export interface Making {
  consumed: number[];
  /** With their share of the cost, in millionths of a unit of it. */
  produced: { id: number; weight: number }[];
}

export interface KnownCosts {
  /** Per base unit, as the receipt says, by its line. */
  byReceiptLine: ReadonlyMap<number, Money>;
  /** Per base unit: purchase price or rolled-up cost; absent where neither is known. */
  standard: ReadonlyMap<number, Money>;
  /** Of movements that are taken back, and of what was consumed for goods that come out; grows while entries are made. */
  valued: Map<number, Valued>;
  makings: ReadonlyMap<string, Making>;
}

export const documentOf = ({ sourceResource, sourceId }: Pick<Crossing, 'sourceResource' | 'sourceId'>) =>
  `${sourceResource}/${sourceId}`;

/** Everything that says what goods cost. Four statements, fewer where nothing is asked. */
export async function knownCosts(ctx: Ctx, crossings: readonly Crossing[]): Promise<KnownCosts> {
  const lines = crossings.flatMap(({ isIn, sourceResource, sourceLine }) =>
    isIn && sourceResource === 'stock.receipt' && sourceLine !== null ? [sourceLine] : [],
  );
  const byLine = await among(
    ctx,
    'SELECT id, unit_cost FROM stock_receipt_lines WHERE unit_cost IS NOT NULL AND id',
    lines,
  );
  const produced = crossings.filter(({ isIn, kind, sourceId }) => isIn && kind === 'production' && sourceId !== null);
  const made = await among(
    ctx,
    `SELECT m.id, m.kind, m.product, m.quantity, m.source_resource, m.source_id FROM stock_movement m
      WHERE m.kind IN ('consumption', 'production') AND m.source_id`,
    produced.map(({ sourceId }) => sourceId),
  );
  const standard = await usualCosts(ctx, [
    ...crossings.map(({ product }) => product),
    ...made.map((row) => Number(row.product)),
  ]);
  const makings = makingsOf(made, standard);
  const asked = [...crossings.map(({ reversalOf }) => reversalOf), ...made.map((row) => Number(row.id))];
  const entries = await among(
    ctx,
    `SELECT movement, average_value + average_difference AS average, fifo_value + fifo_difference AS fifo
      FROM valuation_entry WHERE movement`,
    asked,
  );
  return {
    byReceiptLine: new Map(byLine.map((row) => [Number(row.id), Number(row.unit_cost)])),
    standard,
    valued: new Map(
      entries.map((row) => [Number(row.movement), { averageValue: Number(row.average), fifoValue: Number(row.fifo) }]),
    ),
    makings,
  };
}

/** Outputs share by what they usually cost; where that is not known of all of them, by quantity. */
function makingsOf(rows: readonly Record<string, Cell>[], standard: ReadonlyMap<number, Money>): Map<string, Making> {
  const byDocument = Map.groupBy(rows, (row) =>
    documentOf({ sourceResource: String(row.source_resource), sourceId: Number(row.source_id) }),
  );
  const makings = new Map<string, Making>();
  for (const [document, moves] of byDocument) {
    const outputs = moves.filter(({ kind }) => kind === 'production');
    const isKnown = outputs.every(({ product }) => (standard.get(Number(product)) ?? 0) > 0);
    makings.set(document, {
      consumed: moves.filter(({ kind }) => kind === 'consumption').map(({ id }) => Number(id)),
      produced: outputs.map(({ id, product, quantity }) => ({
        id: Number(id),
        weight: Number(quantity) * (isKnown ? (standard.get(Number(product)) ?? 1) : 1),
      })),
    });
  }
  return makings;
}

async function among(ctx: Ctx, text: string, values: readonly (number | null)[]): Promise<Record<string, Cell>[]> {
  const wanted = [...new Set(values)].filter((value) => value !== null).sort((a, b) => a - b);
  if (wanted.length === 0) return [];
  return (await sendStatement(ctx.db, `${text} IN ${marks(wanted.length)}`, wanted)).rows;
}
