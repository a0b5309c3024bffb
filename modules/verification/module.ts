export const module = { name: 'verification', depends: ['identity', 'notification'] } as const;
