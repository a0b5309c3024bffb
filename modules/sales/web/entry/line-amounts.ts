import { formatDecimal, parseDecimal, type Quantity } from '#kernel/contract/index.ts';
import { documentTotals, lineAmount, type PricedLine } from '#modules/org/contract/index.ts';
import type { DraftLine } from './order-draft.ts';

/** Follows its quantity: not while nothing about it has changed since it was saved, and not where somebody entered it. */
const isReckonedAnew = ({ saved, quantity }: DraftLine): boolean =>
  !saved || (!saved.isEntered && Number(saved.quantity) !== Number(quantity));

/** The product's price for the quantity of the line, as the server will reckon it. */
function productPrice(line: DraftLine): string | null {
  const { product } = line;
  if (!product?.breaks?.length || !isReckonedAnew(line)) return product?.price ?? null;
  const quantity = Number(line.quantity ?? 0);
  return product.breaks.filter(({ from }) => Number(from) <= quantity).at(-1)?.price ?? product.price;
}

/** The price that holds: the clerk's own, else the product's. */
export const priceOf = (line: DraftLine): string | null => line.price || productPrice(line);
/** Likewise; emptied, it is none. */
export const discountOf = (line: DraftLine): string | null =>
  line.discount === '' ? null : (line.discount ?? line.product?.discount ?? null);

const quantityOf = (line: DraftLine): Quantity | null =>
  line.quantity === null ? null : parseDecimal(line.quantity, 'quantity');

/** The line in numbers, or null as long as something is missing or cannot be read. */
function pricedLine(line: DraftLine): PricedLine | null {
  if (!line.product || line.typed !== null) return null;
  const quantity = quantityOf(line);
  const price = parseDecimal(priceOf(line) ?? '', 'money');
  const discount = parseDecimal(discountOf(line) ?? '0', 'rate');
  const taxPercent = parseDecimal(line.product.taxPercent, 'rate');
  if (quantity === null || price === null || discount === null || taxPercent === null) return null;
  return { quantity, price, discount, taxPercent };
}

export interface Amounts {
  /** Amount of a line by its key, as a decimal string; absent while the line is incomplete. */
  lines: ReadonlyMap<number, string>;
  netTotal: string;
  taxTotal: string;
  grossTotal: string;
  count: number;
}

/** What the order comes to, by the very functions the server reckons with. */
export function amountsOf(lines: readonly DraftLine[], taxIncluded: boolean): Amounts {
  const priced = lines.flatMap((line) => {
    const numbers = pricedLine(line);
    return numbers ? [{ key: line.key, numbers }] : [];
  });
  const { netTotal, taxTotal, grossTotal } = documentTotals(
    priced.map(({ numbers }) => numbers),
    taxIncluded,
  );
  return {
    lines: new Map(priced.map(({ key, numbers }) => [key, formatDecimal(lineAmount(numbers), 'money')])),
    netTotal: formatDecimal(netTotal, 'money'),
    taxTotal: formatDecimal(taxTotal, 'money'),
    grossTotal: formatDecimal(grossTotal, 'money'),
    count: priced.length,
  };
}

/** What is free of a line's product once the lines above have had theirs, and whether that is enough. */
export interface Supply {
  free: string;
  isShort: boolean;
}

/** By key of the line; absent where the stock is not known yet. */
export function suppliesOf(lines: readonly DraftLine[]): Map<number, Supply> {
  const left = new Map<number, Quantity>();
  const supplies = new Map<number, Supply>();
  for (const line of lines) {
    if (!line.product?.available || line.typed !== null) continue;
    const { id, available } = line.product;
    const free = left.get(id) ?? parseDecimal(available, 'quantity') ?? 0;
    const wanted = quantityOf(line) ?? 0;
    supplies.set(line.key, { free: formatDecimal(Math.max(free, 0), 'quantity'), isShort: wanted > free });
    left.set(id, free - wanted);
  }
  return supplies;
}
