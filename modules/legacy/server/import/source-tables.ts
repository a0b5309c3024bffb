/** The 4D tables that are imported. `Artikel_Stamm` is retired and never read (PRD-PMG-01). */
export const sourceTables = { families: 'Artikel_Familie', variants: 'Artikel_Variante' } as const;
export type SourceKind = keyof typeof sourceTables;
