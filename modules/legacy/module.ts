export const module = { name: 'legacy', depends: ['org', 'identity', 'catalog'] } as const;
