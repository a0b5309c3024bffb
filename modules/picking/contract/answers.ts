import type { Reference } from '#kernel/contract/index.ts';

/** An order that could be picked now. */
export interface PickableOrder {
  order: Reference;
  customer: Reference;
  /** ISO date. */
  due: string;
  lines: number;
  /** Decimal: reserved and to be fetched. */
  quantity: string;
  /** Decimal: asked for and not there. */
  missing: string;
  /** Places on the way. */
  places: number;
}

/** `GET /picking/orders`: of the warehouse that was asked for, or else the main one. */
export interface PickableOrders {
  /** Its id; 0: there is none. */
  warehouse: number;
  items: PickableOrder[];
}

/** An order of a walk, with the box its goods are put into. */
export interface WalkList {
  id: number;
  position: number;
  order: Reference;
  customer: Reference;
  box: Reference | null;
  /** Grams of the empty box; null: nobody knows. */
  tare: string | null;
  state: string;
  picked: string;
  open: string;
  short: string;
}

/** Something to be fetched: from one spot, for one line of one order. */
export interface WalkTask {
  /** The same as long as the goods lie where they lie. */
  key: string;
  list: number;
  line: number;
  product: Reference;
  legacyNumber: string | null;
  unit: string | null;
  /** Everything a scanner may read of the product. */
  codes: string[];
  location: Reference;
  box: Reference | null;
  compartment: Reference | null;
  /** Everything a scanner may read at the spot. */
  placeCodes: string[];
  lot: Reference | null;
  expiresOn: string | null;
  quantity: string;
  /** Grams of one piece; null: nobody has weighed it. */
  pieceWeight: string | null;
}

/** What has been taken, newest first. */
export interface WalkPick {
  id: number;
  list: number;
  product: Reference;
  location: Reference;
  quantity: string;
  shortage: string;
  at: string;
}

/** All that a device needs to go on with a walk, in the order of the way. */
export interface Walk {
  id: number;
  number: string;
  state: string;
  tolerance: string;
  place: Reference;
  lists: WalkList[];
  tasks: WalkTask[];
  picks: WalkPick[];
}

/** What of an order lies at the packing table. */
export interface PackingLine {
  line: number;
  product: Reference;
  legacyNumber: string | null;
  codes: string[];
  lot: Reference | null;
  picked: string;
  packed: string;
  pieceWeight: string | null;
}

export interface Packing {
  id: number;
  label: string;
  state: string;
  order: Reference;
  orderState: string;
  customer: Reference;
  shippingAddress: string;
  box: Reference | null;
  /** Decimal: of the order, what does not leave with this. */
  missing: string;
  lines: PackingLine[];
  parcels: { id: number; number: string; weight: number; quantity: string }[];
}
