export const module = {
  name: 'picking',
  depends: ['org', 'identity', 'party', 'catalog', 'documents', 'stock', 'sales'],
} as const;
