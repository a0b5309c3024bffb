import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { businessDate, numbersOf } from '#modules/org/server/index.ts';
import { type box, boxType } from '../../contract/index.ts';
import { defaultLocation } from '../location/default-location.ts';

/** A new box gets the next number, the slots of its type, and stands at no place in particular. */
export async function completeBox(ctx: Ctx, changes: Change<Row<typeof box>>[]): Promise<void> {
  const fresh = changes.filter(({ before }) => before === null);
  if (fresh.length === 0) return;
  const bare = fresh.filter(({ row }) => row.slots.length === 0 && row.type !== null);
  const types = await rowsOf(
    ctx,
    boxType,
    bare.map(({ row }) => row.type ?? 0),
  );
  const slotsOf = new Map(types.map(({ id, slots }) => [id, slots]));
  for (const { row } of bare) row.slots = slotCodes(slotsOf.get(row.type ?? 0) ?? 0);
  const nameless = fresh.some(({ row }) => row.code === null);
  const draw = nameless ? await numbersOf(ctx, 'stock.box', businessDate(ctx.app.clock())) : () => '';
  for (const { row } of fresh) {
    row.code ??= draw();
    if (row.slots.length === 0) row.slots = slotCodes(1);
  }
  const placeless = fresh.filter(({ row }) => row.location === null);
  if (placeless.length === 0) return;
  const nowhere = await defaultLocation(ctx, 'storage', 'transit');
  for (const { row } of placeless) row.location = nowhere;
}

/** A, B … Z, AA, AB …: what stands on the slots of a new box. */
const slotCodes = (count: number): Row<typeof box>['slots'] =>
  Array.from({ length: count }, (_, index) => ({ code: letters(index), color: null }));

const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
