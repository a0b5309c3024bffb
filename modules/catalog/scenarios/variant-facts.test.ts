import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '#kernel/contract/index.ts';
import { createCtx } from '#kernel/server/ctx.ts';
import { shownVariants, variantFacts } from '../server/index.ts';
import { type CatalogHouse, catalogHouse } from './catalog-house.ts';

describe('facts of variants for whoever handles goods', () => {
  let house: CatalogHouse;
  const readerIn = (language: Language, ...permissions: string[]) =>
    createCtx(house.t.app, { id: 1, username: 'reader', permissions: new Set(permissions) }, { language });
  beforeAll(async () => {
    house = await catalogHouse();
  });
  afterAll(() => house.close());

  it('PRD-I18-22 are in the reader’s language, and in another one where nothing is said in it', async () => {
    const roll = await house.post('/org/units', { code: 'ROLL', name: { de: 'Rolle' }, symbol: { de: 'Rl.' } });
    const family = await house.post('/catalog/products', { sku: 'WIRE', name: { de: 'Draht', en: 'Wire' } });
    const [own, plain] = [
      (await house.post('/catalog/variants', { sku: 'WIRE-1', product: family.id, name: { de: 'Zinndraht' } })).id,
      (await house.post('/catalog/variants', { sku: 'WIRE-2', product: family.id, unit: roll.id })).id,
    ];
    const english = await shownVariants(readerIn('en', '*'), [own, plain]);
    expect(english.get(own)).toMatchObject({ title: { title: 'WIRE-1', subtitle: 'Zinndraht' }, unit: 'pcs' });
    expect(english.get(plain)).toMatchObject({
      title: { id: plain, title: 'WIRE-2', subtitle: 'Wire' },
      name: { de: 'Draht', en: 'Wire' },
      unit: 'Rl.',
      symbol: { de: 'Rl.', en: null },
    });
    const german = await shownVariants(readerIn('de', '*'), [own, plain]);
    expect(german.get(own)).toMatchObject({ unit: 'Stk.' });
    expect(german.get(plain)).toMatchObject({ title: { subtitle: 'Draht' } });
  });

  it('are the product’s where the variant says nothing, and its numbers stand together where they differ', async () => {
    const values = { tracking: 'lot', shelfLife: 90, weight: '0.07', weightUnit: 'kg', isManufactured: true };
    const family = await house.post('/catalog/products', { sku: 'WAX', name: { de: 'Wachs' }, ...values });
    const make = async (sku: string, more: object) =>
      (await house.post('/catalog/variants', { sku, product: family.id, ...more })).id;
    const follower = await make('WAX-1', { legacySku: '4711' });
    const other = await make('WAX-2', { legacySku: 'WAX-2', tracking: 'serial', weight: '2', weightUnit: 'oz' });
    const alone = (await house.post('/catalog/variants', { sku: 'CORK', name: { de: 'Korken' } })).id;
    const found = await variantFacts(house.t.ctx, [follower, other, alone, other, null, undefined]);
    expect(found.size).toBe(3);
    expect(found.get(follower)).toMatchObject({
      legacySku: '4711',
      tracking: 'lot',
      shelfLife: 90,
      pieceWeight: 70_000_000,
      isManufactured: true,
      isPurchased: false,
    });
    expect(found.get(other)).toMatchObject({ legacySku: null, tracking: 'serial', pieceWeight: 56_699_046 });
    expect(found.get(alone)).toMatchObject({ tracking: 'none', shelfLife: null, pieceWeight: null });
  });

  it('cost as many statements for one as for all, and none for nothing', async () => {
    const all = await house.t.ctx.db.selectFrom('catalog_variant').select('id').execute();
    const ids = all.map(({ id }) => Number(id));
    const costOf = async (work: () => Promise<unknown>) => {
      const before = house.t.app.engine.statements();
      await work();
      return house.t.app.engine.statements() - before;
    };
    const ctx = readerIn('de', '*');
    expect(await costOf(() => variantFacts(ctx, ids))).toBe(1);
    expect(await costOf(() => shownVariants(ctx, ids))).toBe(3);
    expect(await costOf(() => shownVariants(ctx, ids.slice(0, 1)))).toBeLessThanOrEqual(3);
    expect(await costOf(() => shownVariants(ctx, []))).toBe(0);
  });

  it('leave number and name to those who may see them', async () => {
    const { id } = await house.post('/catalog/variants', { sku: 'SECRET', name: { de: 'Geheim' } });
    const found = await shownVariants(readerIn('de', 'stock.balance:read'), [id]);
    expect(found.get(id)?.title).toEqual({ id, title: null });
  });
});
