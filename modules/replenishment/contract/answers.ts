import type { Reference } from '#kernel/contract/index.ts';
import type { AbcClass } from './abc-class.ts';

/** How it stands with a product: `critical` is below the safety stock, `out` is nothing left. */
export const levelStates = ['ok', 'low', 'critical', 'out'] as const;
export type LevelState = (typeof levelStates)[number];

/** A product of which there is, or will be, too little. Quantities are decimal strings. */
export interface Shortage {
  key: string;
  product: Reference;
  /** Null: all warehouses together. */
  warehouse: Reference | null;
  /** The rule that says so; null where orders wait for goods that nobody keeps in stock. */
  rule: { id: number; minimum: string; maximum: string | null; safetyStock: string | null; isCritical: boolean } | null;
  unit: string | null;
  state: LevelState;
  available: string;
  incoming: string;
  promised: string;
  /** Available, more what comes, less what is asked for. */
  projected: string;
  /** Days that it lasts at the pace of the last quarter; null: nobody uses it. */
  daysLeft: number | null;
  leadTime: number | null;
  /** It lasts shorter than it takes to get. */
  isLate: boolean;
  /** To be ordered, made or moved; "0" where enough is coming. */
  proposal: string;
  means: 'buy' | 'make' | 'transfer' | null;
  /** Where there is enough of it to be moved. */
  transferFrom: Reference | null;
  abcClass: AbcClass | null;
}

/** Answer of `GET replenishment/shortages`: the most urgent first. */
export interface Shortages {
  items: Shortage[];
  /** More than are shown. */
  more: number;
  counts: Record<LevelState, number>;
}
