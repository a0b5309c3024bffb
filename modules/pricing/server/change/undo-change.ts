import type { Patch, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import type { Keeping, Progress } from '#kernel/server/jobs.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { create, deleteRows, update } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { changeJob, mostAtOnce, price, priceChange, priceChangeRow, pricingErrors } from '../../contract/index.ts';
import { fieldOf } from '../history/base-prices-on.ts';
import { countNoted, demandPrices } from './apply-change.ts';
import type { PriceChange } from './choose-rows.ts';
import { noteRows } from './set-prices.ts';

const chunk = 500;
type DoneRow = Row<typeof priceChangeRow>;
type Price = Row<typeof price>;

/**
 * Takes a change back by another one: every price that still is what the change made of it becomes what it was. Prices that
 * somebody has changed since stay; how many it were says the count of the new change. Very many are taken back by a job.
 */
export async function undoChange(ctx: Ctx, change: PriceChange): Promise<Patch<typeof priceChange>> {
  demandPrices(ctx, change);
  const ids = await doneIds(ctx, change.id, 0);
  const isLong = ids.length > mostAtOnce;
  const { id: _, version: __, createdAt: _a, createdBy: _b, updatedAt: _c, updatedBy: _d, ...settings } = change;
  const [made] = await create(ctx, priceChange, [
    {
      ...settings,
      name: `↶ ${change.name}`.slice(0, 200),
      state: isLong ? 'applying' : 'applied',
      count: null,
      undoes: change.id,
      appliedAt: ctx.app.clock(),
    },
  ]);
  if (!made) return {};
  if (isLong) {
    await ctx.app.jobs.enqueue(ctx, changeJob, { change: made.id });
    return { state: 'undoing' };
  }
  for (const part of inParts(ids, chunk)) await takeBack(ctx, change, made.id, part);
  await update(ctx, priceChange, [{ id: made.id, patch: { count: await countNoted(ctx, made.id) } }]);
  return { state: 'undone' };
}

/** The work of the job; begun again after a crash, it goes on behind the last row. */
export async function undoInParts(
  ctx: Ctx,
  made: PriceChange,
  report: Progress['report'],
  keeping: Keeping | undefined,
): Promise<void> {
  const change = await rowOf(ctx, priceChange, made.undoes ?? 0);
  const reached = typeof keeping?.reached === 'number' ? keeping.reached : 0;
  const ids = await doneIds(ctx, change.id, reached);
  let done = 0;
  for (const part of inParts(ids, chunk)) {
    await withTransaction(trusted(ctx), async (tx) => {
      const { state } = await rowOf(tx, priceChange, made.id, { lock: true });
      if (state !== 'applying') throw pricingErrors.changeStopped();
      await takeBack(tx, change, made.id, part);
      await keeping?.keep(tx, part.at(-1));
    });
    done += part.length;
    await report(done, ids.length);
  }
  await withTransaction(trusted(ctx), async (tx) => {
    const count = await countNoted(tx, made.id);
    await update(tx, priceChange, [
      { id: made.id, patch: { state: 'applied', count } },
      { id: change.id, patch: { state: 'undone' } },
    ]);
  });
}

async function doneIds({ db }: Ctx, change: number, after: number): Promise<number[]> {
  const rows = await db
    .selectFrom('pricing_change_row')
    .select('id')
    .where('change', '=', change)
    .where('id', '>', after)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => Number(id));
}

/** Sets back those of the rows that nobody has touched since, and notes them. */
async function takeBack(ctx: Ctx, change: PriceChange, undo: number, ids: readonly number[]): Promise<void> {
  const rows = await rowsOf(ctx, priceChangeRow, ids);
  const isListed = (row: DoneRow) => row.priceRecord !== null;
  const isMade = (row: DoneRow) => isListed(row) && (change.source !== 'list' || row.endedRecord !== null);
  const back = [
    ...(await resetBasePrices(
      ctx,
      change,
      rows.filter((row) => !isListed(row)),
    )),
    ...(await resetListPrices(
      ctx,
      rows.filter((row) => isListed(row) && !isMade(row)),
    )),
    ...(await withdrawPrices(ctx, change, rows.filter(isMade))),
  ];
  await noteRows(
    ctx,
    undo,
    back.map((row) => ({ ...row, before: row.after, after: row.before ?? 0, ended: null })),
  );
}

async function resetBasePrices(ctx: Ctx, { source }: PriceChange, rows: readonly DoneRow[]): Promise<DoneRow[]> {
  if (source === 'list' || rows.length === 0) return [];
  const field = fieldOf(source);
  const wanted = rows.flatMap((row) => row.variant ?? []);
  const known = new Map((await rowsOf(ctx, variant, wanted, { lock: true })).map((row) => [row.id, row[field]]));
  const same = rows.filter((row) => known.get(row.variant ?? 0) === row.after);
  await update(
    ctx,
    variant,
    same.map((row) => ({ id: row.variant ?? 0, patch: { [field]: row.before } })),
  );
  return same;
}

const pricesById = async (ctx: Ctx, ids: readonly (number | null)[]): Promise<Map<number, Price>> =>
  new Map(
    (
      await rowsOf(
        ctx,
        price,
        ids.filter((id) => id !== null),
        { lock: true },
      )
    ).map((row) => [row.id, row]),
  );

async function resetListPrices(ctx: Ctx, rows: readonly DoneRow[]): Promise<DoneRow[]> {
  if (rows.length === 0) return [];
  const known = await pricesById(
    ctx,
    rows.map((row) => row.priceRecord),
  );
  const same = rows.filter((row) => row.before !== null && known.get(row.priceRecord ?? 0)?.price === row.after);
  await update(
    ctx,
    price,
    same.map((row) => ({ id: row.priceRecord ?? 0, patch: { price: row.before } })),
  );
  return same;
}

/**
 * Prices that the change has entered for a day on go again, and those that it ended hold on. What has held already stays
 * until yesterday, since it is part of what was said and sold; from today on it is as it was before.
 */
async function withdrawPrices(ctx: Ctx, change: PriceChange, rows: readonly DoneRow[]): Promise<DoneRow[]> {
  const from = change.validFrom;
  if (rows.length === 0 || from === null) return [];
  const today = businessDate(ctx.app.clock());
  const known = await pricesById(
    ctx,
    rows.flatMap((row) => [row.priceRecord, row.endedRecord]),
  );
  const same = rows.filter((row) => isUntouched(row, change, known) && (row.endedUntil ?? today) >= today);
  const former = (row: DoneRow) => known.get(row.endedRecord ?? 0);
  if (from >= today) {
    const targets = same.map((row) => ({ id: row.priceRecord ?? 0 }));
    if (targets.length > 0) await deleteRows(ctx, ctx.app.served(price.name), targets);
    const ended = same.filter(former);
    await update(
      ctx,
      price,
      ended.map((row) => ({ id: row.endedRecord ?? 0, patch: { validTo: row.endedUntil } })),
    );
    return same;
  }
  await update(
    ctx,
    price,
    same.map((row) => ({ id: row.priceRecord ?? 0, patch: { validTo: addDays(today, -1) } })),
  );
  const drafts = same.flatMap((row) => {
    const old = former(row);
    if (!old) return [];
    const { priceList, variant: article, product, category, price: amount, discount, minQuantity } = old;
    const period = { validFrom: today, validTo: row.endedUntil };
    return [{ priceList, variant: article, product, category, price: amount, discount, minQuantity, ...period }];
  });
  if (drafts.length > 0) await create(ctx, price, drafts);
  return same;
}

/** The new price and the one it ended are as the change left them. */
function isUntouched(row: DoneRow, { source, validFrom }: PriceChange, known: ReadonlyMap<number, Price>): boolean {
  const made = known.get(row.priceRecord ?? 0);
  const until = source === 'list' ? row.endedUntil : null;
  if (made?.price !== row.after || made.validFrom !== validFrom || made.validTo !== until) return false;
  return row.endedRecord === null || known.get(row.endedRecord)?.validTo === addDays(validFrom ?? '', -1);
}
