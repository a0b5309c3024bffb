import type { Reference } from '#kernel/contract/index.ts';

/** A lot or serial number that was scanned; one that comes in for the first time has no id yet. */
export interface ScannedLot {
  id: number | null;
  number: string;
  /** ISO date. */
  expiresOn: string | null;
  isBlocked: boolean;
}

/** An article, maybe with its lot. */
export interface ScannedGoods {
  kind: 'goods';
  product: Reference;
  legacyNumber: string | null;
  unit: string;
  tracking: 'none' | 'lot' | 'serial';
  /** Days. */
  shelfLife: number | null;
  /** Decimal: how many are in what bears the code. */
  pieces: string;
  lot: ScannedLot | null;
}

/** Somewhere goods lie: a place, a box that stands there, or a compartment of it. */
export interface ScannedPlace {
  kind: 'place';
  location: Reference;
  box: Reference | null;
  compartment: Reference | null;
  purpose: string;
  isActive: boolean;
  /** It is being counted: nothing moves in or out. */
  isFrozen: boolean;
}

export type ScannedThing = ScannedGoods | ScannedPlace;

/** `GET /stock/scan?code=`: what a code may mean, the likeliest first; nothing, where nobody knows it. */
export interface ScanAnswer {
  code: string;
  items: ScannedThing[];
}

/** What lies at a place or in a box. */
export interface LyingGoods {
  product: Reference;
  legacyNumber: string | null;
  unit: string;
  tracking: 'none' | 'lot' | 'serial';
  lot: ScannedLot | null;
  compartment: Reference | null;
  /** Decimal. */
  onHand: string;
  /** Decimal: promised to somebody. */
  reserved: string;
}

/** `GET /stock/work/contents?location=` or `?box=`. */
export interface SpotContents {
  items: LyingGoods[];
  /** There is more than can be shown. */
  isCut: boolean;
}

/** A place as a work place names it: one of these; by its code, where the network was gone when it was scanned. */
export interface WorkSpot {
  code?: string;
  location?: number;
  box?: number;
  compartment?: number;
}

/** What a posting at a work place answers. */
export interface WorkPosting {
  resource: string;
  id: number;
  number: string | null;
  /** What is doubtful about it, in the reader's language: the place is full. */
  warnings: string[];
}
