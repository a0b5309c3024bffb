export const module = { name: 'org', depends: [] } as const;
