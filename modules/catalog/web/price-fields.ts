/** The four prices of a variant (PRD-BOM-15), in the order in which they are shown everywhere. */
export const priceFields = ['retailPrice', 'tradePrice', 'recommendedPrice', 'purchasePrice'] as const;
export type PriceField = (typeof priceFields)[number];
