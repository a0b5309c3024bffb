export const module = { name: 'audit', depends: ['identity'] } as const;
