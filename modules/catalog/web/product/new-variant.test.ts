import { describe, expect, it } from 'vitest';
import { newVariantSearch } from './new-variant.ts';

const family = { id: 12, sku: '912859' };

describe('newVariantSearch', () => {
  it('PRD-BOM-08 takes over the family and the base number its variants share', () => {
    const variants = [
      { sku: '807130', baseSku: '11400' },
      { sku: '807131', baseSku: '11400' },
      { sku: '807132', baseSku: '11401' },
    ];
    expect(newVariantSearch(family, variants)).toEqual({ product: '12', baseSku: '11400' });
  });

  it('begins the number with the base number where numbers are made that way', () => {
    expect(newVariantSearch(family, [{ sku: '11400-BE', baseSku: '11400' }])).toEqual({
      product: '12',
      baseSku: '11400',
      sku: '11400-',
    });
  });

  it('lends the first variant the number of the family', () => {
    expect(newVariantSearch(family, [])).toEqual({ product: '12', baseSku: '912859', sku: '912859-' });
  });
});
