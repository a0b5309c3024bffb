export const module = { name: 'pricing', depends: ['org', 'party', 'catalog'] } as const;
