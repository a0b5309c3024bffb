import type { Patch } from '#kernel/contract/index.ts';
import { type Ctx, demand } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { create, update } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { type BasePrice, price, priceChange, priceChangeRow, pricingErrors } from '../../contract/index.ts';
import { fieldOf } from '../history/base-prices-on.ts';
import { type ChosenRow, chooseRows, type PriceChange } from './choose-rows.ts';

const chunk = 500;

/** Sets all chosen prices, in the one transaction of the verb, each through the write path, and keeps what it did. */
export async function applyChange(ctx: Ctx, change: PriceChange): Promise<Patch<typeof priceChange>> {
  const today = businessDate(ctx.app.clock());
  if (change.validFrom !== null && change.validFrom <= today) throw pricingErrors.dayNotAhead();
  if (change.source !== 'list') demand(ctx, `${variant.name}:managePrices`);
  const rows = await chooseRows(ctx, change);
  if (rows.length === 0) throw pricingErrors.nothingToChange();
  for (const part of inParts(rows, chunk)) {
    const records = await setPrices(ctx, change, part);
    await noteRows(ctx, change.id, part, records);
  }
  return { count: rows.length, appliedAt: ctx.app.clock() };
}

/** The price records that were set or created, in the order of the rows; null for base prices. */
function setPrices(ctx: Ctx, change: PriceChange, rows: readonly ChosenRow[]): Promise<(number | null)[]> {
  if (change.source !== 'list')
    return change.validFrom === null
      ? setBasePrices(ctx, change.source, rows)
      : planBasePrices(ctx, change.targetList ?? 0, change.validFrom, rows);
  return setListPrices(ctx, change.validFrom, rows);
}

async function setBasePrices(ctx: Ctx, type: BasePrice, rows: readonly Pick<ChosenRow, 'variant' | 'after'>[]) {
  await update(
    ctx,
    variant,
    rows.map((row) => ({ id: row.variant ?? 0, patch: { [fieldOf(type)]: row.after } })),
  );
  return rows.map(() => null);
}

/** A base price of a day to come is an entry of a price list; the one that holds until then ends the day before. */
async function planBasePrices(ctx: Ctx, list: number, from: string, rows: readonly ChosenRow[]): Promise<number[]> {
  const open = await ctx.db
    .selectFrom('pricing_price')
    .select('id')
    .where('price_list', '=', list)
    .where(
      'variant',
      'in',
      rows.map((row) => row.variant),
    )
    .where('min_quantity', '=', 0)
    .where((eb) => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<', from)]))
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', from)]))
    .execute();
  const ended = open.map(({ id }) => ({ id: Number(id), patch: { validTo: addDays(from, -1) } }));
  if (ended.length > 0) await update(ctx, price, ended);
  const made = await create(
    ctx,
    price,
    rows.map((row) => ({ priceList: list, variant: row.variant ?? 0, price: row.after, validFrom: from })),
  );
  return made.map(({ id }) => id);
}

/** At once: in place. From a day on: the old price ends the day before, the new one takes over its end. */
async function setListPrices(ctx: Ctx, from: string | null, rows: readonly ChosenRow[]): Promise<number[]> {
  const splits = from === null ? [] : rows.filter(({ validFrom }) => (validFrom ?? '') < from);
  const inPlace = rows.filter((row) => !splits.includes(row));
  await update(
    ctx,
    price,
    inPlace.map((row) => ({ id: row.priceRecord ?? 0, patch: { price: row.after } })),
  );
  if (from === null || splits.length === 0) return rows.map((row) => row.priceRecord ?? 0);
  const old = new Map(
    (
      await rowsOf(
        ctx,
        price,
        splits.map((row) => row.priceRecord ?? 0),
      )
    ).map((record) => [record.id, record]),
  );
  await update(
    ctx,
    price,
    [...old.keys()].map((id) => ({ id, patch: { validTo: addDays(from, -1) } })),
  );
  const drafts = splits.flatMap((row) => {
    const record = old.get(row.priceRecord ?? 0);
    if (!record) return [];
    const { priceList, variant: article, product, minQuantity, validTo } = record;
    return [{ priceList, variant: article, product, minQuantity, price: row.after, validFrom: from, validTo }];
  });
  const made = await create(ctx, price, drafts);
  const byOld = new Map(splits.map((row, index) => [row, made[index]?.id ?? 0]));
  return rows.map((row) => byOld.get(row) ?? row.priceRecord ?? 0);
}

async function noteRows(
  ctx: Ctx,
  change: number,
  rows: readonly Pick<ChosenRow, 'variant' | 'subject' | 'before' | 'after'>[],
  records: readonly (number | null)[],
): Promise<void> {
  await create(
    ctx,
    priceChangeRow,
    rows.map(({ variant: article, subject, before, after }, index) => ({
      change,
      variant: article,
      priceRecord: records[index] ?? null,
      subject,
      before,
      after,
    })),
  );
}

/**
 * Takes a change back by another one: every price that still is what the change made of it becomes what it was. Prices that
 * somebody has changed since stay; how many it were says the count of the new change.
 */
export async function undoChange(ctx: Ctx, change: PriceChange): Promise<Patch<typeof priceChange>> {
  if (change.source !== 'list' && change.validFrom === null) demand(ctx, `${variant.name}:managePrices`);
  const done = await ctx.db
    .selectFrom('pricing_change_row')
    .select(['variant', 'price_record', 'subject', 'before', 'after'])
    .where('change', '=', change.id)
    .orderBy('id')
    .execute();
  const rows = done.map((row) => ({
    variant: row.variant === null ? null : Number(row.variant),
    record: row.price_record === null ? null : Number(row.price_record),
    subject: String(row.subject),
    before: row.before === null ? null : Number(row.before),
    after: Number(row.after),
  }));
  const { id: _, version: __, ...same } = change;
  const { createdAt: _a, createdBy: _b, updatedAt: _c, updatedBy: _d, ...settings } = same;
  const [made] = await create(ctx, priceChange, [
    {
      ...settings,
      name: `↶ ${change.name}`.slice(0, 200),
      state: 'applied',
      undoes: change.id,
      appliedAt: ctx.app.clock(),
    },
  ]);
  if (!made) return {};
  let count = 0;
  for (const part of inParts(rows, chunk)) {
    const back = await stillChanged(ctx, change.source, part);
    await noteRows(
      ctx,
      made.id,
      back.map((row) => ({ ...row, before: row.after, after: row.before ?? 0 })),
      back.map(({ record }) => record),
    );
    count += back.length;
  }
  await update(ctx, priceChange, [{ id: made.id, patch: { count } }]);
  return {};
}

interface DoneRow {
  variant: number | null;
  record: number | null;
  subject: string;
  before: number | null;
  after: number;
}

/** Sets the prices back that nobody has touched since; gives their rows. */
async function stillChanged(ctx: Ctx, source: PriceChange['source'], rows: readonly DoneRow[]): Promise<DoneRow[]> {
  const ids = (pick: (row: DoneRow) => number | null) => rows.flatMap((row) => pick(row) ?? []);
  const records = new Map(
    (
      await rowsOf(
        ctx,
        price,
        ids(({ record }) => record),
        { lock: true },
      )
    ).map((row) => [row.id, row.price]),
  );
  const field = source === 'list' ? null : fieldOf(source);
  const bases = field
    ? new Map(
        (
          await rowsOf(
            ctx,
            variant,
            ids((row) => (row.record === null ? row.variant : null)),
            { lock: true },
          )
        ).map((row) => [row.id, row[field]]),
      )
    : new Map<number, number | null>();
  const same = rows.filter((row) =>
    row.record !== null ? records.get(row.record) === row.after : bases.get(row.variant ?? 0) === row.after,
  );
  const listed = same.filter((row) => row.record !== null && row.before !== null);
  if (listed.length > 0)
    await update(
      ctx,
      price,
      listed.map((row) => ({ id: row.record ?? 0, patch: { price: row.before } })),
    );
  const based = same.filter(({ record }) => record === null);
  if (field && based.length > 0)
    await update(
      ctx,
      variant,
      based.map((row) => ({ id: row.variant ?? 0, patch: { [field]: row.before } })),
    );
  return [...listed, ...based];
}
