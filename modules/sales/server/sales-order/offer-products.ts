import { formatDecimal, type Row, translate } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { pickRecords } from '#kernel/server/http/search.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { sellableStates, variant } from '#modules/catalog/contract/index.ts';
import { priceOf } from '#modules/catalog/server/index.ts';
import { unit } from '#modules/org/contract/index.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { customer, priceTier } from '#modules/party/contract/index.ts';
import { pricesFor } from '#modules/pricing/server/index.ts';
import { availableStock } from '#modules/stock/server/index.ts';

/** A product as the order entry offers it: with the customer's price and what is free in the sellable places. */
export interface OfferedProduct {
  id: number;
  sku: string;
  legacySku: string | null;
  name: string;
  unit: { id: number; symbol: string };
  /** Decimal strings; price null where the tier has none. */
  price: string | null;
  /** From which quantity on which price, the first from 0. */
  breaks: { from: string; price: string | null }[];
  discount: string | null;
  taxPercent: string;
  onHand: string;
  available: string;
}

/** Sellable variants that the words find (or the one with `id`), at the price this customer pays. */
export async function offerProducts(
  ctx: Ctx,
  query: { q?: string; id?: string; customer?: string },
): Promise<{ taxIncluded: boolean; items: OfferedProduct[] }> {
  const owner = query.customer ? await rowOf(ctx, customer, Number(query.customer)) : null;
  const tier = owner ? await rowOf(ctx, priceTier, owner.priceTier) : null;
  const wanted = {
    'filter[state][in]': sellableStates.join(','),
    'filter[isSold]': 'true',
    ...(query.q && { q: query.q }),
    ...(query.id && { id: query.id }),
  };
  // Whoever may enter orders may choose products for them.
  const hits = await pickRecords(trusted(ctx), ctx.app.served(variant.name), wanted);
  const ids = hits.items.map(({ id }) => id);
  const [variants, stock] = [await priceOf(ctx, ids, 'trade'), await availableStock(ctx, ids)];
  const prices = await pricesOf(ctx, ids, owner, tier);
  const units = new Map(
    (
      await rowsOf(
        ctx,
        unit,
        [...variants.values()].map((one) => one.unit),
      )
    ).map((row) => [row.id, row]),
  );
  const items = ids.flatMap((id) => {
    const found = variants.get(id);
    if (!found) return [];
    const { onHand, available } = stock.get(id) ?? { onHand: 0, available: 0 };
    return {
      id,
      sku: found.sku,
      legacySku: found.legacySku,
      name: translate(found.name, ctx.language) ?? found.sku,
      unit: { id: found.unit, symbol: translate(units.get(found.unit)?.symbol, ctx.language) ?? '' },
      ...(prices.get(id) ?? unpriced),
      taxPercent: formatDecimal(found.taxPercent, 'rate'),
      onHand: formatDecimal(onHand, 'quantity'),
      available: formatDecimal(available, 'quantity'),
    };
  });
  return { taxIncluded: tier?.taxIncluded ?? false, items };
}

type Priced = Pick<OfferedProduct, 'price' | 'breaks' | 'discount'>;
const unpriced: Priced = { price: null, breaks: [], discount: null };
const money = (value: number | null) => (value === null ? null : formatDecimal(value, 'money'));

/** What each product costs the customer today, in any quantity. */
async function pricesOf(
  ctx: Ctx,
  ids: readonly number[],
  owner: Row<typeof customer> | null,
  tier: Row<typeof priceTier> | null,
): Promise<Map<number, Priced>> {
  const date = businessDate(ctx.app.clock());
  const asks = ids.map((id) => ({ variant: id, customer: owner?.id ?? null, quantity: 1_000_000, date }));
  const answers = await pricesFor(ctx, asks, {
    customers: new Map(owner ? [[owner.id, owner]] : []),
    tiers: new Map(tier ? [[tier.id, tier]] : []),
  });
  return new Map(
    answers.flatMap((answer, index) => {
      if (!answer) return [];
      const breaks = answer
        .breaks()
        .map(({ from, price }) => ({ from: formatDecimal(from, 'quantity'), price: money(price) }));
      const { price, discount } = answer;
      return [
        [
          ids[index] ?? 0,
          {
            price: money(price),
            breaks,
            discount: discount === null ? null : formatDecimal(discount, 'rate'),
          },
        ],
      ];
    }),
  );
}
