export const module = { name: 'sales', depends: ['org', 'identity', 'party', 'catalog', 'pricing', 'stock'] } as const;
