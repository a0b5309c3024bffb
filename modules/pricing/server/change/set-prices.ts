import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { create, update } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { addDays } from '#modules/org/server/index.ts';
import { type BasePrice, price, priceChangeRow } from '../../contract/index.ts';
import { fieldOf } from '../history/base-prices-on.ts';
import type { ChosenRow, PriceChange } from './choose-rows.ts';

/** What became of one row. */
interface SetPrice {
  /** The price record that was set or created; null for a base price. */
  priceRecord: number | null;
  /** The one that ends because of it, and when it would have ended. */
  ended: { id: number; until: string | null } | null;
}

/** Sets the new prices through the write path, and keeps what it did. */
export async function setPrices(ctx: Ctx, change: PriceChange, rows: readonly ChosenRow[]): Promise<void> {
  if (rows.length === 0) return;
  const done = await (change.source === 'list'
    ? setListPrices(ctx, change.validFrom, rows)
    : change.validFrom === null
      ? setBasePrices(ctx, change.source, rows)
      : planBasePrices(ctx, change.targetList ?? 0, change.validFrom, rows));
  await noteRows(
    ctx,
    change.id,
    rows.map((row, index) => ({ ...row, ...(done[index] ?? { priceRecord: null, ended: null }) })),
  );
}

type NotedRow = Pick<ChosenRow, 'variant' | 'subject' | 'before' | 'after'> & SetPrice;

export async function noteRows(ctx: Ctx, change: number, rows: readonly NotedRow[]): Promise<void> {
  const drafts = rows.map(({ variant: article, priceRecord, subject, before, after, ended }) => {
    const endedRecord = ended?.id ?? null;
    return {
      change,
      variant: article,
      priceRecord,
      subject,
      before,
      after,
      endedRecord,
      endedUntil: ended?.until ?? null,
    };
  });
  if (drafts.length > 0) await create(ctx, priceChangeRow, drafts);
}

async function setBasePrices(ctx: Ctx, type: BasePrice, rows: readonly ChosenRow[]): Promise<SetPrice[]> {
  await update(
    ctx,
    variant,
    rows.map((row) => ({ id: row.variant ?? 0, patch: { [fieldOf(type)]: row.after } })),
  );
  return rows.map(() => ({ priceRecord: null, ended: null }));
}

/** A base price of a day to come is an entry of a price list; the one that holds until then ends the day before. */
async function planBasePrices(ctx: Ctx, list: number, from: string, rows: readonly ChosenRow[]): Promise<SetPrice[]> {
  const open = await ctx.db
    .selectFrom('pricing_price')
    .select(['id', 'variant', 'valid_to'])
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
  const ended = new Map(
    open.map((row) => [Number(row.variant), { id: Number(row.id), until: (row.valid_to ?? null) as string | null }]),
  );
  await endBefore(
    ctx,
    from,
    [...ended.values()].map(({ id }) => id),
  );
  const made = await create(
    ctx,
    price,
    rows.map((row) => ({ priceList: list, variant: row.variant ?? 0, price: row.after, validFrom: from })),
  );
  return rows.map((row, index) => ({
    priceRecord: made[index]?.id ?? null,
    ended: ended.get(row.variant ?? 0) ?? null,
  }));
}

/** At once: in place. From a day on: the old price ends the day before, the new one takes over its end. */
async function setListPrices(ctx: Ctx, from: string | null, rows: readonly ChosenRow[]): Promise<SetPrice[]> {
  const splits = from === null ? [] : rows.filter(({ validFrom }) => (validFrom ?? '') < from);
  const inPlace = rows.filter((row) => !splits.includes(row));
  await update(
    ctx,
    price,
    inPlace.map((row) => ({ id: row.priceRecord ?? 0, patch: { price: row.after } })),
  );
  const ids = splits.map((row) => row.priceRecord ?? 0);
  if (from === null || ids.length === 0) return rows.map(({ priceRecord }) => ({ priceRecord, ended: null }));
  const old = new Map((await rowsOf(ctx, price, ids)).map((record) => [record.id, record]));
  await endBefore(ctx, from, ids);
  const drafts = splits.flatMap((row) => {
    const record = old.get(row.priceRecord ?? 0);
    if (!record) return [];
    const { priceList, variant: article, product, minQuantity, validTo } = record;
    return [{ priceList, variant: article, product, minQuantity, price: row.after, validFrom: from, validTo }];
  });
  const made = await create(ctx, price, drafts);
  const byOld = new Map(ids.map((id, index) => [id, made[index]?.id ?? 0]));
  return rows.map(({ priceRecord }) => {
    const former = old.get(priceRecord ?? 0);
    return former
      ? { priceRecord: byOld.get(former.id) ?? null, ended: { id: former.id, until: former.validTo } }
      : { priceRecord, ended: null };
  });
}

async function endBefore(ctx: Ctx, day: string, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await update(
    ctx,
    price,
    ids.map((id) => ({ id, patch: { validTo: addDays(day, -1) } })),
  );
}
