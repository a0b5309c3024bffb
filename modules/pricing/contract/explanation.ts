/** One step on the way to a price, or one reason why another was not taken. `text` is a sentence in the reader's language. */
export interface ExplanationStep {
  code: string;
  params: Readonly<Record<string, string>>;
  text: string;
}

/** What `GET pricing/price` answers: decimals as strings, sentences in the reader's language. */
export interface Explanation {
  variant: { id: number; sku: string };
  customer: number | null;
  quantity: string;
  date: string;
  channel: string | null;
  /** Per base unit, before the customer's discount; null where nothing says what it costs. */
  price: string | null;
  taxIncluded: boolean;
  taxPercent: string;
  /** The customer's own discount, in percent. */
  discount: string | null;
  /** Per base unit, after the customer's discount. */
  finalPrice: string | null;
  steps: ExplanationStep[];
  losers: ExplanationStep[];
  /** From which quantity on which price, where it depends on the quantity; the first from 0. */
  breaks: { from: string; price: string | null; discount: string | null }[];
}
