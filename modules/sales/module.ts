export const module = { name: 'sales', depends: ['org', 'identity', 'party', 'catalog', 'stock'] } as const;
