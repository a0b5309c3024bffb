import { formatDecimal, translate } from '#kernel/contract/index.ts';
import { type Ctx, can } from '#kernel/server/ctx.ts';
import type { Cell } from '#kernel/server/db/engine.ts';
import type { AuditChanges } from '#kernel/server/history/audit.ts';
import { userTitles } from '#kernel/server/history/read-history.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { type BasePrice, basePrices, price, priceList } from '../../contract/index.ts';
import { basePricesOn, fieldOf, variantHistory } from './base-prices-on.ts';

interface Reference {
  id: number;
  title: string | null;
}

/** One change of a price: of a base price, or of an entry of a list. Decimals as strings; null where there was none. */
export interface PriceEvent {
  at: string;
  user: Reference | null;
  kind: 'base' | 'list';
  priceType: BasePrice | null;
  list: Reference | null;
  minQuantity: string | null;
  validFrom: string | null;
  validTo: string | null;
  field: 'price' | 'discount' | 'validFrom' | 'validTo';
  before: string | null;
  after: string | null;
}

/** A price of a list that holds, held or will hold for the variant. */
export interface ListPrice {
  id: number;
  list: Reference & { state: string };
  ofProduct: boolean;
  price: string | null;
  discount: string | null;
  minQuantity: string;
  validFrom: string | null;
  validTo: string | null;
  /** On the day asked for. */
  holds: boolean;
}

export interface PriceHistory {
  day: string;
  base: Record<BasePrice, string | null>;
  lists: ListPrice[];
  events: PriceEvent[];
}

const most = 500;
const eventFields = ['price', 'discount', 'validFrom', 'validTo'] as const;

/** Every change of the variant's prices, newest first, and what held on a day. Purchase prices are not among them. */
export async function priceHistory(ctx: Ctx, id: number, day: string): Promise<PriceHistory> {
  const entries = await variantHistory(ctx, id);
  const base = await basePricesOn(ctx, id, day, entries);
  const [row] = await rowsOf(ctx, variant, [id]);
  const records = await pricesOf(ctx, id, row?.product ?? null);
  const lists = new Map(
    (
      await rowsOf(
        ctx,
        priceList,
        records.map((record) => record.priceList),
      )
    ).map((list) => [list.id, list]),
  );
  const listOf = (list: number): Reference & { state: string } => ({
    id: list,
    title: can(ctx, `${priceList.name}:read`) ? translate(lists.get(list)?.name, ctx.language) : null,
    state: lists.get(list)?.state ?? 'draft',
  });
  const baseEvents = entries.flatMap(({ at, user, changes }) =>
    basePrices.flatMap((type) => {
      const change = changes[fieldOf(type)];
      return change ? [{ ...blank, at, user, kind: 'base' as const, priceType: type, ...values(change) }] : [];
    }),
  );
  const events = [...baseEvents, ...(await listEvents(ctx, records, listOf))];
  return {
    day,
    base: Object.fromEntries(
      basePrices.map((type) => [type, base[type] === null ? null : formatDecimal(base[type], 'money')]),
    ) as PriceHistory['base'],
    lists: records.map((record) => asListPrice(record, listOf(record.priceList), day, lists.get(record.priceList))),
    events: events.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, most),
  };
}

type Record_ = Awaited<ReturnType<typeof pricesOf>>[number];
const blank = { list: null, minQuantity: null, validFrom: null, validTo: null, field: 'price' as const };
const text = (value: unknown) => (typeof value === 'string' ? value : null);
const values = (change: { before?: unknown; after?: unknown }) => ({
  before: text(change.before),
  after: text(change.after),
});

async function pricesOf(ctx: Ctx, id: number, product: number | null) {
  const rows = await ctx.db
    .selectFrom('pricing_price')
    .select('id')
    .where((eb) =>
      product === null ? eb('variant', '=', id) : eb.or([eb('variant', '=', id), eb('product', '=', product)]),
    )
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rowsOf(
    ctx,
    price,
    rows.map((row) => Number(row.id)),
  );
}

function asListPrice(
  record: Record_,
  list: ListPrice['list'],
  day: string,
  period: { validFrom: string | null; validTo: string | null } | undefined,
): ListPrice {
  const within = ({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }) =>
    (validFrom ?? '') <= day && (validTo === null || validTo >= day);
  return {
    id: record.id,
    list,
    ofProduct: record.product !== null,
    price: record.price === null ? null : formatDecimal(record.price, 'money'),
    discount: record.discount === null ? null : formatDecimal(record.discount, 'rate'),
    minQuantity: formatDecimal(record.minQuantity, 'quantity'),
    validFrom: record.validFrom,
    validTo: record.validTo,
    holds: list.state === 'active' && within(record) && (!period || within(period)),
  };
}

async function listEvents(
  ctx: Ctx,
  records: readonly Record_[],
  listOf: (id: number) => Reference,
): Promise<PriceEvent[]> {
  if (records.length === 0) return [];
  const byId = new Map(records.map((record) => [record.id, record]));
  const rows = await ctx.db
    .selectFrom('kernel_audit')
    .select(['at', 'user_id', 'record_id', 'changes'])
    .where('resource', '=', price.name)
    .where('record_id', 'in', [...byId.keys()])
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  const users = await userTitles(
    ctx,
    rows.map((row) => row.user_id ?? null),
  );
  const userOf = (id: Cell): Reference | null =>
    id === null ? null : { id: Number(id), title: users.get(Number(id))?.title ?? null };
  return rows.flatMap((row) => {
    const record = byId.get(Number(row.record_id));
    const changes = JSON.parse(String(row.changes)) as AuditChanges;
    if (!record) return [];
    // A new price is told once, with its period; a change by each field.
    const isNew = changes.priceList !== undefined;
    const told = eventFields.filter((field) => changes[field] && (!isNew || field === 'price' || field === 'discount'));
    return told.map((field) => ({
      at: new Date(Number(row.at)).toISOString(),
      user: userOf(row.user_id ?? null),
      kind: 'list' as const,
      priceType: null,
      list: listOf(record.priceList),
      minQuantity: formatDecimal(record.minQuantity, 'quantity'),
      validFrom: record.validFrom,
      validTo: record.validTo,
      field,
      ...values(changes[field] ?? {}),
    }));
  });
}
