import type { LineCoverage } from '#modules/stock/contract/index.ts';

/** How far the lines of an order are provided for. */
export interface OrderCoverage {
  /** The order is a draft: what would be reserved, and missing, if it were confirmed now. */
  isPreview: boolean;
  items: LineCoverage[];
}
