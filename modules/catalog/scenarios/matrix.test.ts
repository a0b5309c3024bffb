import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GeneratedVariants, VariantMatrix } from '../contract/matrix.ts';
import { type CatalogHouse, catalogHouse, figureFamily } from './catalog-house.ts';

let house: CatalogHouse;
beforeAll(async () => {
  house = await catalogHouse();
}, 60_000);
afterAll(() => house.close());

const generate = async (family: number, body: unknown) =>
  (await house.post(`/catalog/products/${family}/variants`, body)) as unknown as GeneratedVariants;
const skus = (places: readonly { sku: string }[]) => places.map(({ sku }) => sku);

describe('PRD-BOM-07 the variant matrix', () => {
  it('previews, creates what is missing, and skips and names what is there', async () => {
    const { finish, size, family } = await figureFamily(house);
    const some = {
      axes: [
        { attribute: finish, values: ['BE'] },
        { attribute: size, values: ['S', 'L'] },
      ],
    };
    const preview = await generate(family, { ...some, dryRun: true });
    expect(skus(preview.created)).toEqual(['KS-17-BE-S', 'KS-17-BE-L']);
    const before = (await house.get(`/catalog/products/${family}/matrix`)) as unknown as VariantMatrix;
    expect(before.variants).toEqual([]);
    expect(before.axes.map(({ code }) => code)).toEqual(['finish', 'size']);

    const first = await generate(family, { ...some, withNames: true });
    expect(skus(first.created)).toEqual(['KS-17-BE-S', 'KS-17-BE-L']);
    const all = {
      axes: [
        { attribute: size, values: ['S', 'L'] },
        { attribute: finish, values: ['BE', 'BL'] },
      ],
    };
    const second = await generate(family, all);
    expect(skus(second.created)).toEqual(['KS-17-BL-S', 'KS-17-BL-L']);
    expect(second.skipped).toMatchObject([
      { sku: 'KS-17-BE-S', reason: 'exists', standing: 'KS-17-BE-S' },
      { sku: 'KS-17-BE-L', reason: 'exists' },
    ]);
    expect((await generate(family, all)).created).toEqual([]);

    const matrix = (await house.get(`/catalog/products/${family}/matrix`)) as unknown as VariantMatrix;
    expect(matrix.variants).toHaveLength(4);
    const named = await house.get(`/catalog/variants/${first.created[0]?.id}`);
    expect(named).toMatchObject({
      name: { de: 'Löwe KS-17, bemalt, klein', en: 'Lion KS-17, painted, small' },
      baseSku: 'KS-17',
      variantCode: 'BE-S',
    });
    const inheriting = await house.get(`/catalog/variants/${second.created[0]?.id}`);
    expect(inheriting).toMatchObject({ name: { de: 'Löwe KS-17' }, inherited: ['name'] });
  });

  it('PRD-I18-08 refuses an axis chosen twice, and says what is wrong in the language of the reader', async () => {
    const value = { code: 'A', name: { de: 'a' } };
    const axis = await house.post('/catalog/attributes', {
      code: 'hue',
      name: { de: 'Farbe', en: 'Hue' },
      values: [value],
    });
    const { id } = await house.post('/catalog/products', { sku: 'KS-90', name: { de: 'x' }, axes: [axis.id] });
    const ask = (...axes: object[]) =>
      house.t.call('POST', `/catalog/products/${id}/variants`, { as: '1:*', language: 'en', body: { axes } });
    const chosen = { attribute: axis.id, values: ['A'] };
    expect(await ask(chosen, chosen)).toMatchObject({
      body: { code: 'catalog.attributeRepeated', params: { attribute: 'Hue' } },
    });
    expect(await ask({ ...chosen, values: ['Z'] })).toMatchObject({
      body: { code: 'catalog.valueOutsideAxis', params: { attribute: 'Hue', value: 'Z' } },
    });
  });

  it('skips the second of two places that would bear the same SKU', async () => {
    const axis = (code: string, ...codes: string[]) => {
      const values = codes.map((one) => ({ code: one, name: { de: one } }));
      return house.post('/catalog/attributes', { code, name: { de: code }, values });
    };
    const [left, right] = [await axis('left', 'A', 'A-B'), await axis('right', 'B-C', 'C')];
    const { id } = await house.post('/catalog/products', {
      sku: 'KS-91',
      name: { de: 'x' },
      axes: [left.id, right.id],
    });
    const made = await generate(id, {
      axes: [
        { attribute: left.id, values: ['A', 'A-B'] },
        { attribute: right.id, values: ['B-C', 'C'] },
      ],
    });
    expect(skus(made.created)).toEqual(['KS-91-A-B-C', 'KS-91-A-C', 'KS-91-A-B-B-C']);
    expect(made.skipped).toMatchObject([{ sku: 'KS-91-A-B-C', reason: 'skuTaken', standing: 'KS-91-A-B-C' }]);
  });

  it('skips a SKU that another variant bears', async () => {
    const { finish, family } = await figureFamily(house, 'KS-18');
    await house.post('/catalog/variants', { sku: 'KS-18-BE', name: { de: 'Fremd' } });
    const { created, skipped } = await generate(family, { axes: [{ attribute: finish, values: ['BE', 'BL'] }] });
    expect(skus(created)).toEqual(['KS-18-BL']);
    expect(skipped).toMatchObject([{ sku: 'KS-18-BE', reason: 'skuTaken' }]);
  });

  it('refuses values outside the axis, foreign axes, an empty choice and too many at once', async () => {
    const { finish, size, family } = await figureFamily(house, 'KS-19');
    const post = (axes: unknown) => house.refused('POST', `/catalog/products/${family}/variants`, { axes });
    expect(await post([{ attribute: finish, values: ['XX'] }])).toMatchObject({
      status: 422,
      code: 'catalog.valueOutsideAxis',
      params: { value: 'XX', values: 'BE, BL' },
    });
    expect(await post([{ attribute: finish, values: [] }])).toMatchObject({ code: 'catalog.noAxes' });
    const values = Array.from({ length: 501 }, (_, n) => ({ code: `V${n}`, name: { de: `Wert ${n}` } }));
    const many = await house.post('/catalog/attributes', { code: 'many', name: { de: 'Viele' }, values });
    const codes = values.map(({ code }) => code);
    expect(await post([{ attribute: many.id, values: codes }])).toMatchObject({
      code: 'catalog.attributeNotOfProduct',
    });
    await house.patch(`/catalog/products/${family}`, { axes: [finish, size, many.id] });
    expect(await post([{ attribute: many.id, values: codes }])).toMatchObject({
      code: 'catalog.tooManyVariants',
      params: { count: 501, most: 500 },
    });
    const { created } = await generate(family, { axes: [{ attribute: many.id, values: codes.slice(1) }] });
    expect(created).toHaveLength(500);
  });

  it('needs the right to create variants', async () => {
    const { family } = await figureFamily(house, 'KS-20');
    const url = `/catalog/products/${family}/variants`;
    expect(await house.refused('POST', url, { axes: [] }, '1:catalog.product:read')).toMatchObject({ status: 403 });
  });
});

describe('attributes of a variant', () => {
  it('lie on the axes of its parent, each once, at a value the axis has, and nowhere twice', async () => {
    const { finish, size, family } = await figureFamily(house, 'KS-21');
    const entry = (sku: string, attributes: unknown) => ({ sku, product: family, attributes });
    const refused = (attributes: unknown) => house.refused('POST', '/catalog/variants', entry('KS-21-X', attributes));
    expect(await refused([{ attribute: finish, value: 'XX' }])).toMatchObject({
      fields: [{ path: 'attributes.0.value', code: 'catalog.valueOutsideAxis', params: { values: 'BE, BL' } }],
    });
    const twice = [
      { attribute: finish, value: 'BE' },
      { attribute: finish, value: 'BL' },
    ];
    expect(await refused(twice)).toMatchObject({
      fields: [{ path: 'attributes.1.attribute', code: 'catalog.attributeRepeated' }],
    });
    const side = await house.post('/catalog/attributes', {
      code: 'side',
      name: { de: 'Seite' },
      values: [{ code: 'LI', name: { de: 'links' } }],
    });
    expect(await refused([{ attribute: side.id, value: 'LI' }])).toMatchObject({
      fields: [{ path: 'attributes.0.attribute', code: 'catalog.attributeNotOfProduct' }],
    });
    const place = [
      { attribute: finish, value: 'BE' },
      { attribute: size, value: 'S' },
    ];
    await house.post('/catalog/variants', entry('KS-21-BE-S', place));
    expect(await refused([...place].reverse())).toMatchObject({
      fields: [{ path: 'attributes', code: 'catalog.combinationTaken', params: { sku: 'KS-21-BE-S' } }],
    });
  });

  it('keep their values and axes: neither goes while a variant uses it', async () => {
    const { finish, size, family } = await figureFamily(house, 'KS-22');
    await generate(family, { axes: [{ attribute: finish, values: ['BL'] }] });
    expect(await house.refused('PATCH', `/catalog/products/${family}`, { axes: [size] })).toMatchObject({
      fields: [{ path: 'axes', code: 'catalog.axisInUse', params: { sku: 'KS-22-BL' } }],
    });
    const values = [{ code: 'BE', name: { de: 'bemalt' } }];
    expect(await house.refused('PATCH', `/catalog/attributes/${finish}`, { values })).toMatchObject({
      fields: [{ path: 'values', code: 'catalog.attributeValueInUse', params: { value: 'BL' } }],
    });
    const repeated = [...values, ...values];
    expect(
      await house.refused('POST', '/catalog/attributes', { code: 'R', name: { de: 'R' }, values: repeated }),
    ).toMatchObject({
      fields: [{ path: 'values.1.code', code: 'catalog.attributeValueRepeated' }],
    });
  });
});
