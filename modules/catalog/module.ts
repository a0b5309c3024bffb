export const module = { name: 'catalog', depends: ['org', 'party'] } as const;
