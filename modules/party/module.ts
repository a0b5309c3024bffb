export const module = { name: 'party', depends: ['org', 'identity'] } as const;
