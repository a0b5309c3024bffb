export const module = { name: 'invoicing', depends: ['org', 'party', 'catalog', 'documents', 'sales'] } as const;
