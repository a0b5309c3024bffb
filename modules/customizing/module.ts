export const module = { name: 'customizing', depends: ['identity'] } as const;
