export const module = { name: 'identity', depends: ['org'] } as const;
