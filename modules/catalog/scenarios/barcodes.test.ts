import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogHouse, catalogHouse } from './catalog-house.ts';

let house: CatalogHouse;
beforeAll(async () => {
  house = await catalogHouse();
}, 60_000);
afterAll(() => house.close());

const gtin = '4006381333931';
const entry = (sku: string, ...codes: object[]) => ({ sku, name: { de: sku }, barcodes: codes });

describe('barcodes', () => {
  it('are refused without a right check digit, twice in one variant, and when another variant has them', async () => {
    const box = { code: 'BOX-12', kind: 'internal', quantity: '12', unit: await house.unit('PCE') };
    const first = await house.post('/catalog/variants', entry('B1', { code: gtin }, box));
    expect(first.barcodes).toMatchObject([
      { code: gtin, kind: 'gtin' },
      { code: 'BOX-12', quantity: '12' },
    ]);
    const refused = (sku: string, ...codes: object[]) =>
      house.refused('POST', '/catalog/variants', entry(sku, ...codes));
    expect(await refused('B2', { code: '4006381333930' })).toMatchObject({
      fields: [{ path: 'barcodes.0.code', code: 'catalog.gtinInvalid', params: { code: '4006381333930' } }],
    });
    expect(await refused('B2', { code: 'X', kind: 'internal' }, { code: 'X', kind: 'supplier' })).toMatchObject({
      fields: [{ path: 'barcodes.1.code', code: 'catalog.barcodeRepeated' }],
    });
    expect(await refused('B2', { code: gtin })).toMatchObject({
      fields: [{ path: 'barcodes.0.code', code: 'catalog.barcodeTaken', params: { sku: 'B1' } }],
    });
    await house.patch(`/catalog/variants/${first.id}`, { barcodes: [] });
    await house.post('/catalog/variants', entry('B2', { code: gtin }));
  });

  it('that spell the same GTIN with and without leading zeros are one code', async () => {
    await house.post('/catalog/variants', entry('G1', { code: '036000291452' }));
    expect(await house.refused('POST', '/catalog/variants', entry('G2', { code: '0036000291452' }))).toMatchObject({
      fields: [{ path: 'barcodes.0.code', code: 'catalog.barcodeTaken', params: { sku: 'G1' } }],
    });
    const both = entry('G3', { code: '96385074' }, { code: '0000096385074', kind: 'internal' });
    expect(await house.refused('POST', '/catalog/variants', both)).toMatchObject({
      fields: [{ path: 'barcodes.1.code', code: 'catalog.barcodeRepeated' }],
    });
  });

  it('have something in what bears them', async () => {
    for (const quantity of ['0', '-1'])
      expect(
        await house.refused('POST', '/catalog/variants', entry('Z1', { code: 'Z', kind: 'internal', quantity })),
      ).toMatchObject({ fields: [{ path: 'barcodes.0.quantity', code: 'kernel.tooSmall' }] });
  });

  it('go to one variant when two clerks enter the same at once', async () => {
    const body = (sku: string) => entry(sku, { code: 'RACE-1', kind: 'internal' });
    const answers = await Promise.all(
      ['R1', 'R2', 'R3', 'R4'].map((sku) => house.call('POST', '/catalog/variants', body(sku))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    for (const [round, code] of ['036000291469', '036000291476', '036000291483', '036000291490'].entries()) {
      const spelled = [code, `0${code}`].map((one, place) =>
        house.call('POST', '/catalog/variants', entry(`S${round}-${place}`, { code: one })),
      );
      expect((await Promise.all(spelled)).map(({ status }) => status).sort()).toEqual([201, 422]);
    }
  });
});
