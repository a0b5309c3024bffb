import type { Language } from '#kernel/contract/index.ts';
import { parseDecimalEntry } from '#kernel/web/i18n/decimal-entry.ts';
import { blankLine, type DraftLine, isBlank, type Lookup, type Offer, type OrderDraft } from './order-draft.ts';

/** The cells of a line that are entered, in the order of their columns. */
export type LineField = 'product' | 'quantity' | 'price' | 'discount';

/** Who may not change prices walks over their columns. */
export const lineFields = (mayPrice: boolean): readonly LineField[] =>
  mayPrice ? ['product', 'quantity', 'price', 'discount'] : ['product', 'quantity'];

const withLine = (draft: OrderDraft, key: number, edit: (line: DraftLine) => DraftLine): OrderDraft => ({
  ...draft,
  lines: draft.lines.map((line) => (line.key === key ? edit(line) : line)),
});

export const addLine = (draft: OrderDraft): OrderDraft => ({
  ...draft,
  lines: [...draft.lines, blankLine(draft.nextKey)],
  nextKey: draft.nextKey + 1,
});

/** Takes a line out; one blank line always remains to go on with. */
export function removeLine(draft: OrderDraft, key: number): OrderDraft {
  const lines = draft.lines.filter((line) => line.key !== key);
  return lines.length > 0 ? { ...draft, lines } : addLine({ ...draft, lines });
}

export const setNumber = (
  draft: OrderDraft,
  key: number,
  field: Exclude<LineField, 'product'>,
  value: string | null,
): OrderDraft =>
  withLine(draft, key, (line) => {
    if (field !== 'price' || value !== '' || !line.saved?.isEntered) return { ...line, [field]: value };
    // Emptied, a price that was entered gives way to the product's: as in a new line.
    const { id: _, saved: __, ...fresh } = line;
    return { ...fresh, price: null, product: line.product && { ...line.product, available: null } };
  });

export const typeProduct = (draft: OrderDraft, key: number, typed: string | null): OrderDraft =>
  withLine(draft, key, (line) => ({ ...line, typed, lookup: null }));

function choose(line: DraftLine, product: Offer): DraftLine {
  const chosen = { ...line, product, typed: null, lookup: null };
  if (!line.product || line.product.id === product.id) return chosen;
  // Another product is another line: the server shall fill in its text, unit and price anew.
  const { id: _, saved: __, ...fresh } = chosen;
  return { ...fresh, price: null, discount: null };
}

/** One piece, until another quantity is entered. */
const atLeastOne = (line: DraftLine): DraftLine => ({ ...line, quantity: line.quantity ?? '1' });

/** A saved order says itself whether its prices contain the tax; until then his price tier does. */
const withTax = (draft: OrderDraft, { taxIncluded }: Offer): OrderDraft =>
  draft.order === null || 'customer' in draft.given ? { ...draft, taxIncluded } : draft;

export const pickProduct = (draft: OrderDraft, key: number, product: Offer): OrderDraft =>
  withTax(
    withLine(draft, key, (line) => atLeastOne(choose(line, product))),
    product,
  );

/** The product's cell was left: what stands in it is looked up; emptied, it names no product. */
export const leaveProduct = (draft: OrderDraft, key: number): OrderDraft =>
  withLine(draft, key, (line) => {
    if (line.typed === null || line.lookup !== null) return line;
    if (line.typed.trim() === '') return { ...line, product: null, typed: null };
    // Now, not when the answer comes: by then the quantity may be being typed.
    return atLeastOne({ ...line, lookup: 'pending' });
  });

/** The one product that is meant by what was typed: by its new or old number, or as the only hit. */
export function onlyOffer(offers: readonly Offer[], typed: string): Offer | Exclude<Lookup, 'pending' | null> {
  const wanted = typed.trim().toLowerCase();
  const exact = offers.find(({ sku, legacySku }) => [sku, legacySku ?? ''].some((one) => one.toLowerCase() === wanted));
  return exact ?? (offers.length === 1 && offers[0] ? offers[0] : offers.length === 0 ? 'unknown' : 'ambiguous');
}

/** The answer to a look-up; what was typed over meanwhile stays. */
export function answerLookup(draft: OrderDraft, key: number, typed: string, offers: readonly Offer[]): OrderDraft {
  const line = draft.lines.find((one) => one.key === key);
  if (line?.typed !== typed || line.lookup !== 'pending') return draft;
  const found = onlyOffer(offers, typed);
  if (typeof found === 'string') return withLine(draft, key, (one) => ({ ...one, lookup: found }));
  return withTax(
    withLine(draft, key, (one) => choose(one, found)),
    found,
  );
}

/** A product's price and stock for the customer, asked for again: saved lines keep the price they were saved with. */
export const renewOffer = (draft: OrderDraft, offer: Offer): OrderDraft =>
  withTax(
    {
      ...draft,
      lines: draft.lines.map((line) => {
        if (line.product?.id !== offer.id) return line;
        const { price, discount, taxPercent } = line.product;
        return { ...line, product: { ...offer, ...(line.id === undefined ? {} : { price, discount, taxPercent }) } };
      }),
    },
    offer,
  );

/** Another customer has other prices: lines already saved become new ones, so that the server fills in his. */
export const forgetSavedLines = (draft: OrderDraft): OrderDraft => ({
  ...draft,
  lines: draft.lines.map(({ id: _, saved: __, ...line }) => line),
});

/** The value of the cell above into this one. */
export function copyDown(draft: OrderDraft, key: number, field: LineField): OrderDraft {
  const at = draft.lines.findIndex((line) => line.key === key);
  const above = draft.lines[at - 1];
  if (!above) return draft;
  return withLine(draft, key, (line) => {
    if (field !== 'product') return { ...line, [field]: above[field] };
    return above.product && above.typed === null
      ? atLeastOne(choose(line, above.product))
      : { ...line, typed: above.typed, lookup: above.lookup };
  });
}

export interface Paste {
  key: number;
  field: LineField;
  rows: readonly (readonly string[])[];
  fields: readonly LineField[];
  language: Language;
}

/** Rows of a spreadsheet over the lines from one cell on; numbers of products are looked up, lines added as needed. */
export function pasteRows(draft: OrderDraft, { key, field, rows, fields, language }: Paste): OrderDraft {
  const start = draft.lines.findIndex((line) => line.key === key);
  const first = fields.indexOf(field);
  const lines = [...draft.lines];
  let { nextKey } = draft;
  for (const [down, row] of rows.filter((cells) => cells.some((cell) => cell.trim() !== '')).entries()) {
    let line = lines[start + down] ?? blankLine(nextKey++);
    for (const [across, cell] of row.entries()) {
      const name = fields[first + across];
      const text = cell.trim();
      if (name === undefined || text === '') continue;
      line =
        name === 'product'
          ? { ...line, typed: text, lookup: 'pending' }
          : { ...line, [name]: parseDecimalEntry(text, language) ?? text };
    }
    lines[start + down] = line.lookup === 'pending' ? atLeastOne(line) : line;
  }
  return { ...draft, lines, nextKey };
}

/** Empty lines between full ones are dropped before saving, so that the server counts the lines as the clerk sees them. */
export function dropBlankLines(draft: OrderDraft): OrderDraft {
  const full = draft.lines.filter((line) => !isBlank(line));
  const last = draft.lines.at(-1);
  const lines = last && isBlank(last) ? [...full, last] : full;
  return lines.length === draft.lines.length ? draft : { ...draft, lines };
}

/** Nothing answers to what was typed. */
export const markUnknown = (draft: OrderDraft, key: number): OrderDraft =>
  withLine(draft, key, (line) => (line.typed === null ? line : { ...line, lookup: 'unknown' }));
