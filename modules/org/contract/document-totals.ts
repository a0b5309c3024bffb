import {
  type Money,
  percentOf,
  type Quantity,
  type Rate,
  sum,
  taxContainedIn,
  timesQuantity,
} from '#kernel/contract/index.ts';

export interface PricedLine {
  quantity: Quantity;
  price: Money;
  discount: Rate | null;
  taxPercent: Rate;
}
/** The tax of one rate, computed on the sum of its lines (design §3). */
export interface TaxTotal {
  rate: Rate;
  net: Money;
  tax: Money;
  gross: Money;
}
export interface DocumentTotals {
  netTotal: Money;
  taxTotal: Money;
  grossTotal: Money;
  taxes: TaxTotal[];
}

/** Quantity × price less discount, each rounded to cents. */
export function lineAmount({ quantity, price, discount }: Pick<PricedLine, 'quantity' | 'price' | 'discount'>): Money {
  const amount = timesQuantity(price, quantity);
  return amount - percentOf(amount, discount ?? 0);
}

/** Totals of a document; `taxIncluded`: prices are gross and the tax is taken out of the sum of each rate. */
export function documentTotals(lines: readonly PricedLine[], taxIncluded: boolean): DocumentTotals {
  const byRate = new Map<Rate, Money>();
  for (const line of lines) byRate.set(line.taxPercent, (byRate.get(line.taxPercent) ?? 0) + lineAmount(line));
  const taxes = [...byRate]
    .sort(([a], [b]) => b - a)
    .map(([rate, total]): TaxTotal => {
      const tax = taxIncluded ? taxContainedIn(total, rate) : percentOf(total, rate);
      return { rate, tax, net: taxIncluded ? total - tax : total, gross: taxIncluded ? total : total + tax };
    });
  const total = (part: 'net' | 'tax' | 'gross') => sum(taxes.map((one) => one[part]));
  return { netTotal: total('net'), taxTotal: total('tax'), grossTotal: total('gross'), taxes };
}
