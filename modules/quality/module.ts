export const module = { name: 'quality', depends: ['catalog', 'pricing', 'bom'] } as const;
