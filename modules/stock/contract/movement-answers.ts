import type { Reference } from '#kernel/contract/index.ts';

/** Newest first; `next` is asked for as `before`. */
export interface MovementPage<T> {
  items: T[];
  next: number | null;
}

/** What a movement tells wherever it is listed. */
interface MovementFacts {
  id: number;
  date: string;
  /** ISO instant of posting. */
  at: string;
  user: Reference | null;
  kind: string;
  source: string | null;
  /** Decimal. */
  quantity: string;
}

/** `GET /stock/balances/:id/movements`: one movement as one place of stock sees it; its quantity is below zero where it went. */
export interface CardLine extends MovementFacts {
  sourceResource: string | null;
  sourceId: number | null;
  /** Where it came from or went. */
  other: Reference;
  /** Decimal: what lay there afterwards. */
  after: string;
}

/** `GET /stock/boxes/:id/movements`: what went into a box, out of it, or with it. */
export interface BoxMovement extends MovementFacts {
  product: Reference | null;
  lot: Reference | null;
  from: Reference | null;
  fromCompartment: Reference | null;
  to: Reference | null;
  toCompartment: Reference | null;
}

/** `GET /stock/at`: what lay somewhere at the end of a day. */
export interface StockAtLine {
  product: Reference;
  location: Reference;
  compartment: Reference | null;
  lot: Reference | null;
  /** Decimal. */
  onHand: string;
}
