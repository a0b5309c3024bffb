export const module = { name: 'notification', depends: ['identity'] } as const;
