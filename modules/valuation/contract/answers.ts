import type { Reference } from '#kernel/contract/index.ts';
import type { Method } from './setting.ts';

/** What the goods of one product were worth at the end of a day. */
export interface ValueLine {
  product: Reference;
  category: Reference | null;
  /** In base units, as decimal strings. */
  quantity: string;
  unit: string | null;
  unitCost: string | null;
  value: string;
}

/** Answer of `GET valuation/report`. */
export interface ValueReport {
  date: string;
  method: Method;
  /** Every movement up to this instant is valued; null while none is. */
  valuedUpTo: string | null;
  /** Movements that are not valued yet. */
  waiting: number;
  total: { value: string; products: number };
  items: ValueLine[];
  /** More products than are shown. */
  more: number;
}
