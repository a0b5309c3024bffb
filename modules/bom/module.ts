export const module = { name: 'bom', depends: ['org', 'catalog', 'stock'] } as const;
