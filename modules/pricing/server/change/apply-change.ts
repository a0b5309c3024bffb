import type { Patch } from '#kernel/contract/index.ts';
import { type Ctx, demand, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import type { Progress } from '#kernel/server/jobs.ts';
import { rowOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { changeJob, mostAtOnce, priceChange, pricingErrors } from '../../contract/index.ts';
import { type ChosenRow, chooseRows, type PriceChange, type Subjects } from './choose-rows.ts';
import { setPrices } from './set-prices.ts';

/** Rows of one transaction of the job. */
const chunk = 500;

/**
 * Sets all chosen prices in the one transaction of the verb; very many of them in a job, some at a time. A change that the
 * job could not bring to its end is applied again, and goes on with what is left.
 */
export async function applyChange(ctx: Ctx, change: PriceChange): Promise<Patch<typeof priceChange>> {
  const today = businessDate(ctx.app.clock());
  if (change.state === 'draft' && change.validFrom !== null && change.validFrom <= today)
    throw pricingErrors.dayNotAhead();
  demandPrices(ctx, change);
  if (change.undoes !== null) {
    await ctx.app.jobs.enqueue(ctx, changeJob, { change: change.id });
    return {};
  }
  const rows = await openRows(ctx, change);
  if (rows.length === 0 && change.state === 'draft') throw pricingErrors.nothingToChange();
  if (rows.length > mostAtOnce) {
    await ctx.app.jobs.enqueue(ctx, changeJob, { change: change.id });
    return { state: 'applying' };
  }
  for (const part of inParts(rows, chunk)) await setPrices(ctx, change, part);
  return { state: 'applied', count: await countNoted(ctx, change.id), appliedAt: ctx.app.clock() };
}

/** Base prices need the right to manage them, whoever may change prices otherwise. */
export function demandPrices(ctx: Ctx, { source }: PriceChange): void {
  if (source !== 'list') demand(ctx, `${variant.name}:managePrices`);
}

/** The work of the job; begun again, it goes on with what has not been noted. */
export async function applyInParts(ctx: Ctx, change: PriceChange, report: Progress['report']): Promise<void> {
  let last = await lastNoted(ctx, change.id);
  const rows = await openRows(ctx, change);
  let done = await countNoted(ctx, change.id);
  const total = done + rows.length;
  for (const part of inParts(rows, chunk)) {
    last = await withTransaction(trusted(ctx), async (tx) => {
      const current = await rowOf(tx, priceChange, change.id, { lock: true });
      // Somebody may take it back while it is at work, or go on with it elsewhere: no price is changed twice.
      if (current.state !== 'applying' || (await lastNoted(tx, change.id)) !== last)
        throw pricingErrors.changeStopped();
      await setPrices(tx, current, await chooseRows(tx, current, subjectsOf(part)));
      return lastNoted(tx, change.id);
    });
    done += part.length;
    await report(done, total);
  }
  await withTransaction(trusted(ctx), async (tx) => {
    const { state } = await rowOf(tx, priceChange, change.id, { lock: true });
    if (state !== 'applying') throw pricingErrors.changeStopped();
    const count = await countNoted(tx, change.id);
    await update(tx, priceChange, [{ id: change.id, patch: { state: 'applied', count, appliedAt: tx.app.clock() } }]);
  });
}

const subjectsOf = (rows: readonly ChosenRow[]): Subjects => ({
  variants: rows.flatMap(({ variant: id, priceRecord }) => (priceRecord === null ? (id ?? []) : [])),
  records: rows.flatMap(({ priceRecord }) => priceRecord ?? []),
});

/** What the change means and has not done yet. */
async function openRows(ctx: Ctx, change: PriceChange): Promise<ChosenRow[]> {
  const rows = await chooseRows(ctx, change);
  if (change.state === 'draft') return rows;
  const noted = await ctx.db
    .selectFrom('pricing_change_row')
    .select(['variant', 'price_record'])
    .where('change', '=', change.id)
    .execute();
  const records = new Set(noted.map((row) => row.price_record ?? null));
  const variants = new Set(noted.map((row) => row.variant ?? null));
  return rows.filter(({ variant: id, priceRecord }) =>
    priceRecord === null ? !variants.has(id) : !records.has(priceRecord),
  );
}

/** The row written last; 0 before the first. */
async function lastNoted({ db }: Ctx, change: number): Promise<number> {
  const rows = db.selectFrom('pricing_change_row').select('id').where('change', '=', change);
  return Number((await rows.orderBy('id', 'desc').limit(1).executeTakeFirst())?.id ?? 0);
}

export async function countNoted({ db }: Ctx, change: number): Promise<number> {
  const row = await db
    .selectFrom('pricing_change_row')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('change', '=', change)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
