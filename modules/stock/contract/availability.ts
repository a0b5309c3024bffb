import type { Reference } from '#kernel/contract/index.ts';

/** How much of a product there is, has been given away and will come, as decimal strings; shown by the routes of stock. */
export interface Levels {
  onHand: string;
  reserved: string;
  /** What can be reserved now: at places from which is sold, of lots that are fit. */
  available: string;
  /** What is expected within the days asked for. */
  incoming: string;
  /** What is asked for within these days and not reserved yet. */
  promised: string;
  /** What will be available at the end of each day if everything comes and goes as expected. */
  days: string[];
}
export interface ProductAvailability extends Levels {
  product: Reference;
  warehouses: (Levels & { warehouse: Reference | null })[];
}
export interface AvailabilityPage {
  /** Business dates, the first is today. */
  days: string[];
  items: ProductAvailability[];
  /** Where the next page begins; null at the end. */
  next: string | null;
}

/** The document that wants goods or brings them. */
export interface SourceReference extends Reference {
  resource: string;
}

/** What a line of a document still asks for, with what could be done about it. */
export interface OpenDemand {
  id: number;
  version: number;
  product: Reference;
  warehouse: Reference | null;
  due: string;
  quantity: string;
  source: SourceReference;
  /** Free now, where it may be taken from. */
  available: string;
  /** Reserved for others, so that it could be given to this one. */
  elsewhere: string;
  /** When it can be had if everything comes as expected and the older ones go first; null: nobody knows. */
  expectedOn: string | null;
}
export interface OpenDemandPage {
  items: OpenDemand[];
  next: string | null;
}

/** Where the goods for a demand could come from. */
export interface DemandChoices {
  places: {
    location: Reference;
    compartment: Reference | null;
    lot: Reference | null;
    expiresOn: string | null;
    free: string;
  }[];
  held: {
    reservation: number;
    source: SourceReference;
    due: string | null;
    location: Reference;
    lot: Reference | null;
    quantity: string;
  }[];
}

/** How far a line of a document is provided for. */
export interface LineCoverage {
  line: number;
  reserved: string;
  /** Of the reserved goods, those that have been picked. */
  picked: string;
  /** Asked for and not reserved. */
  open: string;
  expectedOn: string | null;
}
