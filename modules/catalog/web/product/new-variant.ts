import type { VariantRow } from './variant-drafts.ts';

/** The base number that most variants of the family share; a family without variants lends its own number. */
export function commonBase(family: { sku: string }, variants: readonly Pick<VariantRow, 'baseSku'>[]): string {
  const counts = new Map<string, number>();
  for (const { baseSku } of variants) if (baseSku) counts.set(baseSku, (counts.get(baseSku) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? family.sku;
}

/** What the form of a further variant begins with: the family, its base number, and the number as far as it follows from that. */
export function newVariantSearch(
  family: { id: number; sku: string },
  variants: readonly Pick<VariantRow, 'baseSku' | 'sku'>[],
): Record<string, string> {
  const baseSku = commonBase(family, variants);
  const follows = variants.length === 0 || variants.some(({ sku }) => sku.startsWith(`${baseSku}-`));
  return { product: String(family.id), baseSku, ...(follows && { sku: `${baseSku}-` }) };
}
