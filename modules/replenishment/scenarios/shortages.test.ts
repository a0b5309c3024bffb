import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteRows } from '#kernel/server/write.ts';
import { warehouse } from '#modules/stock/contract/index.ts';
import type { Shortages } from '../contract/index.ts';
import { classify } from '../server/index.ts';
import { openStore, pieces, type Store } from './store.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore();
}, 60_000);
afterEach(() => store.t.close());

const shortages = async (query = '') =>
  (await store.t.call('GET', `/replenishment/shortages?${query}`, { as: '1:*' })).body as unknown as Shortages;
/** What somebody expects, or asks for, as other modules write it. */
const plan = (table: 'stock_supply' | 'stock_demand', product: number, quantity: string) =>
  store.ctx.db
    .insertInto(table)
    .values({
      created_at: 1,
      updated_at: 1,
      product,
      due: store.day(-3),
      quantity: pieces(quantity),
      source_resource: 'test.document',
      source_id: 1,
      ...(table === 'stock_demand' && { state: 'open', source_line: 1 }),
    })
    .execute();

describe('the shortage list', () => {
  it('proposes what brings a product up to its maximum, in what it comes in, less what is coming', async () => {
    const tin = await store.product('TIN', { isPurchased: true });
    await store.rule(tin, '20', { maximum: pieces('50'), orderMultiple: pieces('12'), leadTime: 10 });
    const fine = await store.product('FINE');
    await store.rule(fine, '1');
    await store.move(fine, 5);
    await store.move(tin, 25);
    expect((await shortages()).items).toEqual([]);
    expect((await shortages('show=all')).items.map(({ product, state }) => [product.title, state])).toEqual([
      ['TIN', 'ok'],
      ['FINE', 'ok'],
    ]);
    await store.move(tin, -10, { ago: 0 });
    const [line] = (await shortages()).items;
    expect(line).toMatchObject({
      product: { title: 'TIN' },
      state: 'low',
      available: '15',
      projected: '15',
      proposal: '36',
      means: 'buy',
      daysLeft: 136,
      isLate: false,
    });
    await plan('stock_supply', tin, '12');
    expect((await shortages()).items[0]).toMatchObject({ incoming: '12', projected: '27', proposal: '0' });
    await plan('stock_demand', tin, '10');
    expect((await shortages()).items[0]).toMatchObject({ promised: '10', projected: '17', proposal: '36' });
  });

  it('warns of what will not last until it can be had', async () => {
    const cord = await store.product('CORD');
    await store.rule(cord, '1', { leadTime: 30 });
    await store.move(cord, 111);
    await store.move(cord, -91);
    expect((await shortages()).items).toMatchObject([{ state: 'ok', daysLeft: 20, isLate: true, proposal: '0' }]);
  });

  it('moves goods from a warehouse that can spare them, and knows what orders wait for without a rule', async () => {
    const clay = await store.product('CLAY', { isPurchased: true });
    await store.rule(clay, '10', { warehouse: store.shop });
    await store.rule(clay, '50', { warehouse: store.main });
    await store.move(clay, 60);
    expect((await shortages(`warehouse=${store.shop}`)).items).toMatchObject([
      {
        state: 'out',
        proposal: '10',
        means: 'transfer',
        transferFrom: { title: 'MAIN' },
        warehouse: { title: 'SHOP' },
      },
    ]);
    await store.move(clay, -5);
    expect((await shortages(`warehouse=${store.shop}`)).items).toMatchObject([{ means: 'buy', transferFrom: null }]);
    const asked = await store.product('ASKED', { isManufactured: true });
    await plan('stock_demand', asked, '7');
    expect((await shortages()).items.find(({ product }) => product.id === asked)).toMatchObject({
      rule: null,
      state: 'out',
      proposal: '7',
      means: 'make',
    });
  });

  it('is for who may see it; rules hold together, and keep their warehouse', async () => {
    expect((await store.t.call('GET', '/replenishment/shortages', { as: '1:replenishment.rule:read' })).status).toBe(
      403,
    );
    const product = await store.product('P');
    const body = { product, minimum: '10', maximum: '5', safetyStock: '11', warehouse: store.shop };
    const refused = await store.t.call('POST', '/replenishment/rules', { as: '1:*', body });
    expect(refused.body.fields).toMatchObject([
      { path: 'maximum', code: 'replenishment.maximumBelowMinimum' },
      { path: 'safetyStock', code: 'replenishment.safetyAboveMinimum' },
    ]);
    await store.rule(product, '1', { warehouse: store.shop });
    await expect(store.rule(product, '1', { warehouse: store.shop })).rejects.toMatchObject({
      code: 'kernel.duplicate',
    });
    await store.rule(product, '1');
    await expect(store.rule(product, '1')).rejects.toMatchObject({ code: 'kernel.duplicate' });
    const place = await store.ctx.db
      .selectFrom('stock_location')
      .select('id')
      .where('warehouse', '=', store.shop)
      .execute();
    await deleteRows(
      store.ctx,
      store.t.app.served('stock.location'),
      place.map(({ id }) => ({ id: Number(id) })),
    );
    await expect(deleteRows(store.ctx, store.t.app.served(warehouse.name), [{ id: store.shop }])).rejects.toMatchObject(
      { code: 'replenishment.warehouseHasRules' },
    );
  });
});

describe('ABC classes', () => {
  it('rank products by the value of what left within a year; what is not used is C', async () => {
    const prices = { BIG: 700_000, MIDDLE: 150_000, SMALL: 100_000, TINY: 50_000, OLD: 9_000_000 };
    for (const [sku, purchasePrice] of Object.entries(prices)) {
      const product = await store.product(sku, { purchasePrice });
      await store.move(product, 5, { ago: 400 });
      await store.move(product, -1, { ago: sku === 'OLD' ? 380 : 10 });
    }
    expect(await classify(store.ctx)).toEqual({ products: 5 });
    await classify(store.ctx);
    const { body } = await store.t.call('GET', '/replenishment/abc-classes', { as: '1:*' });
    const rows = body.items as { product: { title: string }; class: string; share: string }[];
    expect(rows.map((row) => `${row.product.title} ${row.class} ${row.share}`)).toEqual([
      'BIG A 70',
      'MIDDLE A 15',
      'SMALL B 10',
      'TINY C 5',
      'OLD C 0',
    ]);
  });
});
