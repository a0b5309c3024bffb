export const module = {
  name: 'stocktake',
  depends: ['org', 'identity', 'catalog', 'stock', 'bom', 'replenishment'],
} as const;
