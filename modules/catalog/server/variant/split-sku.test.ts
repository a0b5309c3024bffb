import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSku } from './split-sku.ts';

describe('splitSku', () => {
  it.each([
    ['11400-BE', '11400', 'BE'],
    ['KS-17-BE', 'KS-17', 'BE'],
    ['4108W-BE', '4108W', 'BE'],
    ['9305BUE-BE', '9305BUE', 'BE'],
    ['11400', '11400', ''],
  ])('PRD-PMG-10 PRD-PMG-11 PRD-PMG-12 PRD-PMG-13 splits %s at the last hyphen', (sku, baseSku, variantCode) => {
    expect(splitSku(sku)).toEqual({ baseSku, variantCode });
  });

  it('loses nothing: base, hyphen and code make the number again', () => {
    fc.assert(
      fc.property(fc.string(), (sku) => {
        const { baseSku, variantCode } = splitSku(sku);
        expect(sku.includes('-') ? `${baseSku}-${variantCode}` : baseSku).toBe(sku);
        expect(variantCode).not.toContain('-');
      }),
    );
  });
});
