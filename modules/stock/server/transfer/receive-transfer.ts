import { formatDecimal, kernelErrors, type Patch, type Quantity, type Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { reason as reasons, stockErrors, transfer } from '../../contract/index.ts';
import { demandCorrection } from '../ledger/decisions.ts';
import { trackingOf } from '../ledger/move-facts.ts';
import { type Move, postMovements } from '../ledger/post-movements.ts';
import { defaultLocation } from '../location/default-location.ts';
import { faultAt, lotNumbers, type NamedGoods, piece, resolveLots } from '../lot/resolve-lots.ts';
import { spotsTo } from './transfer-rules.ts';

type Transfer = Row<typeof transfer>;
/** What has arrived, as it was scanned; without a quantity all of it. */
interface Arrival {
  product: number;
  lots: string | null;
  quantity: Quantity | null;
}
/** What of a line and lot is still under way. */
interface Open {
  line: number;
  product: number;
  lot: number | null;
  quantity: Quantity;
}

const sourceOf = ({ id, number }: Transfer) => ({ resource: transfer.name, id, title: number });

/**
 * Second step: what has arrived leaves the way and lies where it shall; the rest stays under way, and the transfer
 * incomplete.
 * @throws AppError 422 `stock.moreThanShipped`, `stock.whichSerials`
 */
export async function receiveTransfer(
  ctx: Ctx,
  row: Transfer,
  { arrivals }: { arrivals: Arrival[] | null },
): Promise<Patch<typeof transfer>> {
  const date = businessDate(ctx.app.clock());
  const open = await openOf(ctx, row);
  const given = (arrivals ?? []).filter((one) => one.product || one.lots || one.quantity);
  const taken = given.length === 0 ? open : await match(ctx, row, open, given, date);
  const spots = await spotsTo(ctx, row);
  const at = new Map(row.lines.map((line, index) => [line.id, spots[index]]));
  const moves = taken.map(
    ({ line, product, lot, quantity }): Move => ({
      product,
      lot,
      quantity,
      from: row.via ?? 0,
      to: at.get(line)?.location ?? row.to,
      toCompartment: at.get(line)?.compartment ?? null,
      sourceLine: line,
    }),
  );
  await postMovements(ctx, { kind: 'transfer', date, source: sourceOf(row) }, moves);
  const lines = row.lines.map((line) => {
    const arrived = taken.filter((one) => one.line === line.id).reduce((sum, { quantity }) => sum + quantity, 0);
    return { ...line, received: line.received + arrived };
  });
  const isComplete = lines.every(({ received, quantity }) => received >= quantity);
  return { lines, receivedOn: date, state: isComplete ? 'received' : 'incomplete' };
}

/** What never arrived is written off, by who may correct stock; the lines keep showing it. */
export async function writeOffRest(
  ctx: Ctx,
  row: Transfer,
  { reason }: { reason: number },
): Promise<Patch<typeof transfer>> {
  demandCorrection(ctx);
  const { kind } = await rowOf(ctx, reasons, reason);
  if (kind !== 'adjustment') throw faultAt('reason', 'stock.reasonNotFitting');
  const to = await defaultLocation(ctx, 'adjustment');
  const moves = (await openOf(ctx, row)).map(
    ({ line, product, lot, quantity }): Move => ({
      product,
      lot,
      quantity,
      from: row.via ?? 0,
      to,
      reason,
      sourceLine: line,
    }),
  );
  const date = businessDate(ctx.app.clock());
  await postMovements(ctx, { kind: 'adjustment', date, source: sourceOf(row) }, moves);
  return { lossReason: reason };
}

/** What the ledger says is still under way for this transfer, by line and lot. One statement. */
async function openOf(ctx: Ctx, { id, via }: Transfer): Promise<Open[]> {
  const rows = await ctx.db
    .selectFrom('stock_movement')
    .select((eb) => [
      'source_line',
      'product',
      'lot',
      eb.fn
        .sum<number>(
          eb
            .case()
            .when('to', '=', via)
            .then(eb.ref('quantity'))
            .else(eb.neg(eb.ref('quantity')))
            .end(),
        )
        .as('open'),
    ])
    .where('source_resource', '=', transfer.name)
    .where('source_id', '=', id)
    .where((eb) => eb.or([eb('to', '=', via), eb('from', '=', via)]))
    .groupBy(['source_line', 'product', 'lot'])
    .orderBy('source_line')
    .execute();
  return rows
    .map((found) => ({
      line: Number(found.source_line),
      product: Number(found.product),
      lot: found.lot === null ? null : Number(found.lot),
      quantity: Number(found.open),
    }))
    .filter(({ quantity }) => quantity > 0);
}

/** Which of the goods under way the arrivals are: line by line, lot by lot. */
async function match(
  ctx: Ctx,
  row: Transfer,
  open: readonly Open[],
  arrivals: readonly Arrival[],
  date: string,
): Promise<Open[]> {
  const facts = await trackingOf(
    ctx,
    [...row.lines, ...arrivals].map(({ product }) => product),
  );
  const rest = open.map((one) => ({ ...one }));
  const taken: Open[] = [];
  const take = (product: number, lot: number | null, quantity: Quantity) => {
    let wanted = quantity;
    for (const one of rest) {
      if (wanted === 0) return;
      if (one.product !== product || one.lot !== lot || one.quantity === 0) continue;
      const part = Math.min(wanted, one.quantity);
      one.quantity -= part;
      wanted -= part;
      taken.push({ ...one, quantity: part });
    }
    if (wanted > 0)
      throw stockErrors.moreThanShipped({
        product: facts.get(product)?.sku ?? '',
        more: formatDecimal(wanted, 'quantity'),
      });
  };
  const named: NamedGoods[] = [];
  for (const [index, { product, lots, quantity }] of arrivals.entries()) {
    const path = `arrivals.${index}`;
    const tracked = facts.get(product);
    if (!tracked) throw kernelErrors.invalidInput({}, [{ path: `${path}.product`, code: 'kernel.required' }]);
    const its = open.filter((one) => one.product === product);
    const all = its.reduce((sum, one) => sum + one.quantity, 0);
    if (lots === null && (quantity === null || quantity === all)) {
      for (const one of its) take(product, one.lot, one.quantity);
    } else if (lots === null && its.length === 1 && tracked.tracking === 'lot') {
      take(product, its[0]?.lot ?? null, quantity ?? all);
    } else if (lots === null && tracked.tracking === 'serial') {
      throw faultAt(`${path}.lots`, 'stock.whichSerials', { product: tracked.sku });
    } else {
      const { numbers } = lotNumbers(tracked, lots);
      const count = tracked.tracking === 'serial' ? numbers.length * piece : all;
      named.push({ product, lots, quantity: quantity ?? count, path });
    }
  }
  const portions = await resolveLots(ctx, named, date);
  for (const [index, { product }] of named.entries())
    for (const { lot, quantity } of portions[index] ?? []) take(product, lot, quantity);
  return taken;
}
