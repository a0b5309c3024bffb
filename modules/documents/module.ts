export const module = { name: 'documents', depends: ['org'] } as const;
