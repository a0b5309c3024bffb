import { defineResource, f } from '#kernel/contract/index.ts';
import { addToBalances } from '#kernel/server/balance.ts';
import type { Ctx } from '#kernel/server/ctx.ts';

/**
 * How many costs were recomputed so far. Its row is also the turnstile of the roll-up: two transactions that change
 * prices below the same BOM must not compute side by side, each without the other's price.
 */
export const rollUpTally = defineResource({
  name: 'bom.rollUpTally',
  path: 'bom/roll-up-tally',
  title: 'slot',
  projection: true,
  internal: true,
  fields: {
    slot: f.int({ required: true, unique: true }),
    runs: f.int({ required: true, default: 0 }),
    recomputed: f.int({ required: true, default: 0 }),
  },
});

const key = { slot: 1 };
const structureKey = { slot: 2 };

/** Waits until no other transaction is rolling up, and holds others off until this one has ended. */
export const enterRollUp = (ctx: Ctx): Promise<void> => addToBalances(ctx, rollUpTally, [{ key, add: { runs: 1 } }]);

/**
 * Waits until no other transaction is changing what is made of what. Two that do so side by side, each blind to the
 * other, could close a circle between them. Who also rolls up comes through here first. A mere check changes nothing.
 */
export const enterStructure = async (ctx: Ctx): Promise<void> => {
  if (!ctx.checking) await addToBalances(ctx, rollUpTally, [{ key: structureKey, add: { runs: 1 } }]);
};

export const countRecomputed = (ctx: Ctx, recomputed: number): Promise<void> =>
  addToBalances(ctx, rollUpTally, recomputed > 0 ? [{ key, add: { recomputed } }] : []);

export interface RollUpTally {
  runs: number;
  recomputed: number;
}

/** Roll-ups and recomputed costs since the beginning. */
export async function readTally(ctx: Ctx): Promise<RollUpTally> {
  const row = await ctx.db
    .selectFrom('bom_roll_up_tally')
    .select(['runs', 'recomputed'])
    .where('slot', '=', key.slot)
    .executeTakeFirst();
  return { runs: Number(row?.runs ?? 0), recomputed: Number(row?.recomputed ?? 0) };
}
