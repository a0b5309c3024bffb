export const module = { name: 'stock', depends: ['org', 'identity', 'catalog'] } as const;
