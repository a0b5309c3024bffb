import type { Reference } from '#kernel/contract/index.ts';

/** Goods of one lot (null: of no lot), as they went into a document, came out of it, or lie somewhere. */
export interface Share {
  product: Reference;
  lot: Reference | null;
  /** Decimal. */
  quantity: string;
}

/** A document as its readers know it: number, subtitle, and the customer it is for. */
export interface NamedPaper {
  resource: string;
  id: number;
  title: string | null;
  subtitle?: string | null;
  /** Whom it is for, where it says so. */
  customer: Reference | null;
}

/** One piece of work: what it consumed became what it produced. */
export interface Passage {
  document: NamedPaper;
  date: string;
  inputs: Share[];
  outputs: Share[];
}

/** Goods that came into the house or left it. */
export interface Crossing extends Share {
  document: NamedPaper;
  kind: string;
  /** Kind of the place outside: `supplier`, `customer`, `scrap` … */
  place: string;
  date: string;
}

export interface Lying extends Share {
  location: Reference;
}

/** `GET /stock/lots/:id/genealogy`. */
export interface Genealogy {
  lot: { id: number; number: string; state: string; expiresOn: string | null; isSerial: boolean; product: Reference };
  /** What it was made of, over all generations. */
  madeOf: Passage[];
  /** How it and its ingredients came into the house. */
  origins: Crossing[];
  /** What was made of it, over all generations. */
  becomes: Passage[];
  /** Where it and what was made of it left the house: the customers reached. */
  destinations: Crossing[];
  /** What of it and of what was made of it still lies in the house. */
  lying: Lying[];
  /** There is more than is followed. */
  isCut: boolean;
}
