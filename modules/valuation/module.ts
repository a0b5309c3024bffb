export const module = { name: 'valuation', depends: ['org', 'identity', 'catalog', 'bom', 'stock'] } as const;
