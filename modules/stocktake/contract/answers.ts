import type { Reference } from '#kernel/contract/index.ts';

/** How far a stocktake is; `counted` positions may still be asked for again. */
export interface Progress {
  places: number;
  placesDone: number;
  positions: number;
  positionsCounted: number;
  /** Asked for a second time and not counted again yet. */
  recounts: number;
  counters: { user: Reference; places: number; positions: number; lastAt: string | null }[];
  /** Null for whom it is blind. */
  differences: { positions: number; missing: number; surplus: number; value: string | null } | null;
}

/** What a stocktake would take in. */
export interface PlanPreview {
  places: number;
  positions: number;
  /** Places that another stocktake has under way. */
  busy: { location: Reference; count: Reference }[];
  busyPlaces: number;
}

/** A position whose count is not what the books say. */
export interface Difference {
  id: number;
  location: Reference;
  product: Reference;
  lot: Reference | null;
  compartment: Reference | null;
  unit: string;
  state: 'open' | 'counted' | 'recount' | 'recounted';
  expected: string;
  counted: string | null;
  difference: string;
  /** How much of what is missing was promised; those it was reserved for ask for it again. Null before the posting. */
  released: string | null;
  firstCounted: string | null;
  countedBy: Reference | null;
  countedAt: string | null;
  isFound: boolean;
  /** More than the stocktake lets pass with one count. */
  isBeyond: boolean;
  /** What the difference costs; null for whom purchase prices are none of his business. */
  value: string | null;
}
export interface Differences {
  items: Difference[];
  more: number;
}

export interface RoutePlace {
  id: number;
  location: Reference;
  state: 'open' | 'counting' | 'done' | 'closed';
  counter: Reference | null;
  positions: number;
  /** Still to be counted, or counted again. */
  open: number;
  isRecount: boolean;
}
/** The way through the places of a stocktake, blind. */
export interface CountRoute {
  count: { id: number; number: string | null; state: string; freezes: boolean; note: string | null };
  /** The server's clock, by which those of devices are set. */
  now: string;
  places: RoutePlace[];
}

/** Something that may stand on goods, and how many pieces are in what bears it. */
export interface GoodsCode {
  code: string;
  pieces: string;
}

export interface SheetPosition {
  id: number;
  product: Reference;
  /** Of the product: its numbers and barcodes. */
  codes: GoodsCode[];
  lot: Reference | null;
  compartment: Reference | null;
  unit: string;
  tracking: 'none' | 'lot' | 'serial';
  state: 'open' | 'counted' | 'recount' | 'recounted';
  /** What oneself has counted; what others have is not told. */
  counted: string | null;
  isMine: boolean;
  /** Oneself has counted it first: somebody else counts it again. */
  isForOthers: boolean;
}
/** What is to be counted at one place, without what the books say. */
export interface PlaceSheet {
  place: RoutePlace;
  positions: SheetPosition[];
}

/** What a scanned code means in a stocktake. */
export type Scanned =
  | { kind: 'place'; place: number; location: Reference; compartment: Reference | null }
  | {
      kind: 'goods';
      product: Reference;
      unit: string;
      tracking: 'none' | 'lot' | 'serial';
      lot: Reference | null;
      /** Number of a lot that nobody knows yet. */
      unknownLot: string | null;
      /** Pieces that the code stands for. */
      pieces: string;
    };
