import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, create, update } from '#kernel/server/write.ts';
import { conversion, location, receipt } from '#modules/stock/contract/index.ts';
import { layer, type ValueReport } from '../contract/index.ts';
import { euro, type House, openHouse, pieces } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

const entriesOf = async (product: number) =>
  (
    await house.ctx.db.selectFrom('valuation_entry').selectAll().where('product', '=', product).orderBy('id').execute()
  ).map((row) => [row.kind, Number(row.average_value) / 1e4, Number(row.fifo_value) / 1e4, row.cost_source]);

describe('what goods are worth', () => {
  it('follows the ledger by moving average and by first in, first out, each movement once', async () => {
    const tin = await house.product('TIN');
    await house.receive(tin, '10', '2');
    await house.receive(tin, '10', '4');
    await house.sell(tin, '12');
    expect(await house.value()).toBe(3);
    expect(await house.worth(tin)).toEqual([8, 24, 32]);
    expect(await house.value()).toBe(0);
    expect(await entriesOf(tin)).toEqual([
      ['receipt', 20, 20, 'document'],
      ['receipt', 40, 40, 'document'],
      ['delivery', -36, -28, 'stock'],
    ]);
    const open = await house.ctx.db.selectFrom('valuation_layer').selectAll().where('product', '=', tin).execute();
    expect(open.map((row) => [row.remaining, row.remaining_value, row.is_open])).toEqual([
      [0, 0, 0],
      [8_000_000, 320_000, 1],
    ]);
  });

  it('takes the cost from the receipt, else the usual cost, else what lies there already', async () => {
    const said = await house.product('SAID', { purchasePrice: euro('9') });
    const usual = await house.product('USUAL', { purchasePrice: euro('3.5') });
    const found = await house.product('FOUND');
    await house.receive(said, '2', '1.25');
    await house.receive(usual, '2', null);
    await house.receive(found, '4', '2');
    const { adjustment, store } = house.places;
    await house.post('adjustment', [{ product: found, from: adjustment, to: store, quantity: pieces('1') }]);
    const nobody = await house.product('NOBODY');
    await house.post('adjustment', [{ product: nobody, from: adjustment, to: store, quantity: pieces('1') }]);
    await house.value();
    expect(await entriesOf(said)).toEqual([['receipt', 2.5, 2.5, 'document']]);
    expect(await entriesOf(usual)).toEqual([['receipt', 7, 7, 'standard']]);
    expect((await entriesOf(found)).at(-1)).toEqual(['adjustment', 2, 2, 'average']);
    expect(await entriesOf(nobody)).toEqual([['adjustment', 0, 0, 'none']]);
  });

  it('gives what was made the cost of what went into it', async () => {
    const metal = await house.product('METAL');
    const figure = await house.product('FIGURE');
    const base = await house.product('BASE', { purchasePrice: euro('1') });
    await house.receive(metal, '10', '1.1');
    const [row] = await create(house.ctx, conversion, [
      {
        inputs: [{ product: metal, quantity: pieces('3') }],
        outputs: [
          { product: figure, quantity: pieces('6') },
          { product: base, quantity: pieces('1') },
        ],
      },
    ]);
    await act(house.ctx, conversion, 'post', row?.id ?? 0);
    await house.value();
    const [, [, used = 0] = []] = await entriesOf(metal);
    const [[, ofFigures = 0] = []] = await entriesOf(figure);
    const [[, ofBase = 0, , source] = []] = await entriesOf(base);
    expect([used, source]).toEqual([-3.3, 'consumed']);
    expect(Number(ofFigures) + Number(ofBase)).toBeCloseTo(3.3, 6);
    expect(ofFigures).toBeCloseTo((3.3 * 6) / 7, 3);
  });

  it('takes a receipt back at what it came for', async () => {
    const wax = await house.product('WAX');
    await house.receive(wax, '10', '2');
    const wrong = await house.receive(wax, '10', '40');
    await house.sell(wax, '1');
    await act(house.ctx, receipt, 'reverse', wrong, { reason: 'wrong article' });
    await house.value();
    expect(await house.worth(wax)).toEqual([9, 18, 18]);
    const back = await house.ctx.db
      .selectFrom('valuation_entry')
      .selectAll()
      .where('product', '=', wax)
      .where('kind', '=', 'reversal')
      .executeTakeFirstOrThrow();
    // One piece had gone at 21; 19 of that were wrong.
    expect(back).toMatchObject({ average_value: -3_810_000, average_difference: -190_000, fifo_value: -4_000_000 });
  });

  it('leaves out what belongs to others, and does not look at goods that only move within the house', async () => {
    const other = await house.product('OTHERS');
    const theirs = await house.place('CONSIGNMENT', { purpose: 'consignment' });
    const shelf = await house.place('SHELF');
    const { supplier, store } = house.places;
    await house.post('receipt', [{ product: other, from: supplier, to: theirs, quantity: pieces('5') }]);
    expect(await house.value()).toBe(0);
    await house.receive(other, '2', '3');
    await house.post('transfer', [{ product: other, from: store, to: shelf, quantity: pieces('2') }]);
    expect(await house.value()).toBe(1);
    await house.post('transfer', [{ product: other, from: theirs, to: shelf, quantity: pieces('1') }]);
    expect(await house.value()).toBe(1);
    expect(await house.worth(other)).toEqual([3, 9, 9]);
    await expect(update(house.ctx, location, [{ id: shelf, patch: { purpose: 'consignment' } }])).rejects.toMatchObject(
      {
        code: 'valuation.placeHoldsGoods',
      },
    );
    // What belongs to others does not become the firm's own by what its place is called, either.
    const rename = (purpose: 'sale' | 'consignment' | 'special') =>
      update(house.ctx, location, [{ id: theirs, patch: { purpose } }]);
    await expect(rename('sale')).rejects.toMatchObject({ code: 'valuation.placeHoldsGoods', status: 409 });
    await house.post('return', [{ product: other, from: theirs, to: supplier, quantity: pieces('4') }]);
    await rename('sale');
    await house.receive(other, '1', '3');
    await house.post('transfer', [{ product: other, from: store, to: theirs, quantity: pieces('1') }]);
    await rename('special');
    await expect(rename('consignment')).rejects.toMatchObject({ code: 'valuation.placeHoldsGoods' });
  });

  it('posts what was learnt later today, with the day it belongs to, and rewrites nothing', async () => {
    const lead = await house.product('LEAD');
    await house.receive(lead, '10', '2', 5);
    await house.sell(lead, '4', 3);
    await house.value();
    const { id } = await house.ctx.db
      .selectFrom('valuation_layer')
      .select('id')
      .where('product', '=', lead)
      .executeTakeFirstOrThrow();
    await act(house.ctx, layer, 'correct', Number(id), { unitCost: euro('3'), reason: 'invoice of the smelter' });
    const rows = await house.ctx.db
      .selectFrom('valuation_entry')
      .selectAll()
      .where('product', '=', lead)
      .where('kind', '=', 'correction')
      .execute();
    expect(rows).toMatchObject([
      {
        date: house.day(0),
        effective_date: house.day(5),
        fifo_value: 60_000,
        fifo_difference: 40_000,
        average_value: 60_000,
      },
    ]);
    expect(await house.worth(lead)).toEqual([6, 18, 18]);
    const at = async (ago: number) =>
      (await report(`date=${house.day(ago)}`)).items.find(({ product }) => product.id === lead);
    expect(await at(1)).toMatchObject({ quantity: '6', value: '12.00', unitCost: '2.00' });
    expect(await at(0)).toMatchObject({ quantity: '6', value: '18.00', unitCost: '3.00' });
    expect(await at(4)).toMatchObject({ quantity: '10', value: '20.00' });
    expect(await at(6)).toBeUndefined();
  });
});

const report = async (query = '') =>
  (await house.t.call('GET', `/valuation/report?limit=2000&${query}`, { as: '1:*' })).body as unknown as ValueReport;

describe('the value report', () => {
  it('adds up, by method and warehouse, and says how far it goes', async () => {
    const clay = await house.product('CLAY');
    await house.receive(clay, '10', '2');
    await house.receive(clay, '10', '4');
    await house.sell(clay, '5');
    expect((await report()).waiting).toBe(3);
    await house.value();
    const [average, fifo] = [await report('method=average'), await report('method=fifo')];
    const lineOf = ({ items }: ValueReport) => items.find(({ product }) => product.id === clay);
    expect([lineOf(average)?.value, lineOf(fifo)?.value]).toEqual(['45.00', '50.00']);
    expect(average).toMatchObject({ method: 'average', waiting: 0, date: house.day(0) });
    expect(Date.parse(average.valuedUpTo ?? '')).toBeGreaterThan(Date.now() - 60_000);
    const sum = average.items.reduce((total, { value }) => total + Number(value), 0);
    expect(Number(average.total.value)).toBeCloseTo(sum, 6);
    const main = await house.ctx.db.selectFrom('stock_warehouse').select('id').executeTakeFirst();
    expect(lineOf(await report(`warehouse=${main?.id}`))).toMatchObject({ quantity: '15', value: '45.00' });
    expect((await report('warehouse=999')).items).toEqual([]);
    const future = await house.t.call('GET', `/valuation/report?date=${house.day(-1)}`, { as: '1:*' });
    expect(future.body.code).toBe('valuation.futureDate');
  });

  it('PRD-ROL-10 is closed to who may not see what goods are worth, and masks the entries for him', async () => {
    const rights = '1:valuation.entry:read,catalog.variant:read';
    expect((await house.t.call('GET', '/valuation/report', { as: rights })).status).toBe(403);
    const list = await house.t.call('GET', '/valuation/entries?limit=1', { as: rights });
    const [first = {}] = list.body.items as Record<string, unknown>[];
    expect(Object.keys(first)).toContain('quantity');
    expect(Object.keys(first)).not.toContain('fifoValue');
  });

  it('is exported whole, with columns in the words of the reader', async () => {
    const refused = await house.t.call('GET', '/valuation/report/export', { as: '1:valuation.entry:value' });
    expect(refused.status).toBe(403);
    const { raw } = await house.t.call('GET', '/valuation/report/export?format=csv', { as: '1:*' });
    const [header, ...lines] = raw.toString().trim().split('\r\n');
    expect(header).toContain('valuation.report.unitCost');
    expect(lines.find((line) => line.includes('CLAY'))).toMatch(/CLAY,.*,15,.*,3\.00,45\.00$/);
  });
});
