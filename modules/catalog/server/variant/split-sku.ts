/**
 * Splits at the LAST hyphen: "KS-17-BE" → "KS-17" and "BE"; without a hyphen the code is empty
 * (PRD-PMG-10 to PRD-PMG-13).
 */
export function splitSku(sku: string): { baseSku: string; variantCode: string } {
  const at = sku.lastIndexOf('-');
  return at < 0 ? { baseSku: sku, variantCode: '' } : { baseSku: sku.slice(0, at), variantCode: sku.slice(at + 1) };
}
