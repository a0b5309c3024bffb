export const module = {
  name: 'replenishment',
  depends: ['org', 'identity', 'notification', 'catalog', 'bom', 'stock'],
} as const;
