import type { Reference, WireRow } from '#kernel/contract/index.ts';
import type { salesOrder } from '../../contract/index.ts';

/** A product as the server offers it for a customer; decimals as strings, price null where his tier has none. */
export interface Offer {
  id: number;
  sku: string;
  legacySku: string | null;
  name: string;
  unit: { id: number; symbol: string };
  /** For the quantity of the line, where it is saved; else for one. */
  price: string | null;
  /** From which quantity on which price, the first from 0; absent while nobody has asked. */
  breaks?: readonly PriceBreak[];
  discount: string | null;
  taxPercent: string;
  onHand: string | null;
  /** Null while nobody has asked yet. */
  available: string | null;
  /** Customer whose price this is, and whether that contains the tax. */
  customer: number | null;
  taxIncluded: boolean;
}

export interface PriceBreak {
  from: string;
  price: string | null;
}

/** Where the search for what was typed as a product stands; `null` when there is nothing to find. */
export type Lookup = 'pending' | 'unknown' | 'ambiguous' | null;

export interface DraftLine {
  /** Tells lines apart while they are entered. */
  key: number;
  /** Absent until the line is saved. */
  id?: number;
  /** The quantity that the line was saved with, and whether its price was entered by somebody. */
  saved?: { quantity: string | null; isEntered: boolean };
  product: Offer | null;
  /** What stands in the product's cell while it does not (yet) name `product`. */
  typed: string | null;
  lookup: Lookup;
  /** Decimal string; what is none is kept as typed. */
  quantity: string | null;
  /** The clerk's own price and discount; null = those of the product. An emptied discount ('') is none. */
  price: string | null;
  discount: string | null;
}

/** What of the order's head is entered; absent = as the customer or the saved order has it. */
export interface DraftHead {
  customer?: Reference | null;
  date?: string | null;
  requestedOn?: string | null;
  customerReference?: string | null;
  paymentTerms?: Reference | null;
  billingAddress?: string | null;
  shippingAddress?: string | null;
}
export type HeadField = keyof DraftHead;
export const headFields: readonly HeadField[] = [
  'customer',
  'date',
  'requestedOn',
  'customerReference',
  'paymentTerms',
  'billingAddress',
  'shippingAddress',
];

/** What is sent to save a draft. */
export interface OrderRequest {
  body: Record<string, unknown>;
  /** Keys of the lines in the body, in order. */
  lines: number[];
  /** The head that the body was made of. */
  given: DraftHead;
}

/** A new order that was sent without an answer: it is sent again, under the same key, before anything else is. */
export interface Unanswered extends OrderRequest {
  key: string;
}

/** An order as it is being entered: what is saved of it, and what the clerk has changed since. */
export interface OrderDraft {
  order: { id: number; version: number } | null;
  saved: DraftHead;
  given: DraftHead;
  lines: readonly DraftLine[];
  /** The lines as they were saved, to tell whether anything is left to save. */
  savedLines: string;
  taxIncluded: boolean;
  nextKey: number;
  unanswered: Unanswered | null;
}

type Order = WireRow<typeof salesOrder>;
type OrderLine = NonNullable<Order['lines']>[number];

export const blankLine = (key: number): DraftLine => ({
  key,
  product: null,
  typed: null,
  lookup: null,
  quantity: null,
  price: null,
  discount: null,
});

/** Nothing was entered in the line yet. */
export const isBlank = (line: DraftLine): boolean =>
  line.product === null && !line.typed && !line.quantity && !line.price && !line.discount;

export function newDraft(): OrderDraft {
  return {
    order: null,
    saved: {},
    given: {},
    lines: [blankLine(1)],
    savedLines: '[]',
    taxIncluded: false,
    nextKey: 2,
    unanswered: null,
  };
}

/** The product that a saved line names, at the line's own price; name, old number and stock are asked for. */
const offerOfLine = (line: OrderLine, { customer, taxIncluded }: Order): Offer => ({
  id: line.product.id,
  sku: line.product.title ?? '',
  legacySku: null,
  name: line.description ?? '',
  unit: { id: line.unit?.id ?? 0, symbol: line.unit?.title ?? '' },
  price: line.price ?? null,
  discount: line.discount ?? null,
  taxPercent: line.taxPercent,
  onHand: null,
  available: null,
  customer: customer.id,
  taxIncluded,
});

const savedLine = (line: OrderLine, key: number, order: Order): DraftLine => ({
  ...blankLine(key),
  ...(line.id === undefined ? {} : { id: line.id }),
  product: offerOfLine(line, order),
  quantity: line.quantity,
  saved: { quantity: line.quantity, isEntered: line.priceEntered },
});

const headOf = (order: Order): DraftHead =>
  Object.fromEntries(headFields.map((name) => [name, order[name] ?? null])) as DraftHead;

/** A saved order, ready to be changed. */
export function draftOf(order: Order): OrderDraft {
  const lines = (order.lines ?? []).map((line, index) => savedLine(line, index + 1, order));
  const draft: OrderDraft = {
    ...newDraft(),
    order: { id: order.id, version: order.version },
    saved: headOf(order),
    lines: lines.length > 0 ? lines : [blankLine(1)],
    taxIncluded: order.taxIncluded,
    nextKey: Math.max(lines.length, 1) + 1,
  };
  return { ...draft, savedLines: linesContent(draft.lines) };
}

/** `5`, `5.0` and `5.00` are the same number. */
const plain = (text: string | null) => (text?.includes('.') ? text.replace(/\.?0+$/, '') : text);
const isSameNumber = (a: string | null, b: string | null) => plain(a) === plain(b);

/** What the lines say, whatever they are called; a blank line says nothing. */
export const linesContent = (lines: readonly DraftLine[]): string =>
  JSON.stringify(
    lines
      .filter((line) => !isBlank(line))
      .map(({ id, product, typed, quantity, price, discount }) => [
        id,
        typed ?? product?.id,
        plain(quantity),
        plain(price),
        plain(discount),
      ]),
  );

export const isDirty = (draft: OrderDraft): boolean =>
  Object.keys(draft.given).length > 0 || linesContent(draft.lines) !== draft.savedLines;

/** The day for which prices hold: that of the order; null while nothing was said, which is today. */
export const dateOf = ({ given, saved }: OrderDraft): string | null => given.date ?? saved.date ?? null;

export const customerOf = (draft: OrderDraft): Reference | null =>
  ('customer' in draft.given ? draft.given.customer : draft.saved.customer) ?? null;

/** A line with what the server has made of it: its id, and its prices unless others were typed meanwhile. */
function adoptLine(line: DraftLine, saved: OrderLine | undefined): DraftLine {
  if (!saved?.id || line.product?.id !== saved.product.id) return line;
  const { price = null, discount = null, taxPercent } = saved;
  return {
    ...line,
    id: saved.id,
    saved: { quantity: saved.quantity, isEntered: saved.priceEntered },
    product: { ...line.product, price, discount, taxPercent },
    price: !line.price || isSameNumber(line.price, price) ? null : line.price,
    discount: !line.discount || isSameNumber(line.discount, discount) ? null : line.discount,
  };
}

/** Takes over what the server has saved; what was entered while the request was on its way is still to be saved. */
export function adopt(draft: OrderDraft, order: Order, { lines: sent, given }: OrderRequest): OrderDraft {
  const answered = new Map(sent.map((key, index) => [key, order.lines?.[index]]));
  const fresh = draftOf(order);
  return {
    ...fresh,
    given: Object.fromEntries(
      Object.entries(draft.given).filter(([name, value]) => given[name as HeadField] !== value),
    ) as DraftHead,
    lines: draft.lines.map((line) => adoptLine(line, answered.get(line.key))),
    nextKey: draft.nextKey,
  };
}

/** Mine over what somebody else has saved meanwhile: lines that he has removed or given another product become new ones. */
export function rebase(draft: OrderDraft, current: Order): OrderDraft {
  const products = new Map((current.lines ?? []).map((line) => [line.id, line.product.id]));
  const lines = draft.lines.map((line) => {
    if (line.id === undefined || products.get(line.id) === line.product?.id) return line;
    const { id: _, saved: __, ...fresh } = line;
    return fresh;
  });
  return { ...draftOf(current), given: draft.given, lines, savedLines: '', nextKey: draft.nextKey };
}
