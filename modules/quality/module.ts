export const module = { name: 'quality', depends: ['org', 'identity', 'catalog', 'pricing', 'bom'] } as const;
