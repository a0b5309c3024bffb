/** One place with what stands and lies there itself; what lies further in is added up by whoever shows the tree. */
export interface PlaceOverview {
  id: number;
  code: string;
  name: string | null;
  warehouse: number;
  parent: number | null;
  level: string | null;
  purpose: string;
  isActive: boolean;
  isFrozen: boolean;
  boxes: number;
  maxBoxes: number | null;
  /** How many balances are not empty: one for each article, lot and compartment. */
  positions: number;
  /** Grams; null where no limit asks for it. */
  weight: number | null;
  maxWeight: number | null;
}
