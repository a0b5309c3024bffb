export const module = { name: 'stock', depends: ['org', 'identity', 'documents', 'party', 'catalog'] } as const;
