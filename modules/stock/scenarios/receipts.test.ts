import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#modules/org/server/index.ts';
import { openWarehouse, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import { papersOf } from './papers.ts';

describe('papers with which goods come in', () => {
  let house: Warehouse;
  const everything = '1:*';
  const { post, make, act, booked, movements, lotId } = papersOf(() => house);
  beforeAll(async () => {
    house = await openWarehouse();
  });
  afterAll(() => house.close());

  describe('goods receipts', () => {
    it('PRD-WHS-07 bring lots into stock, each with its expiry and the supplier’s number, at its place', async () => {
      const [tin, cord] = [
        await house.product('R-TIN', { tracking: 'lot', shelfLife: 30 }),
        await house.product('R-CORD'),
      ];
      const shelf = await house.place('R-SHELF');
      const draft = await make('/stock/receipts', {
        supplierName: 'Zinn AG',
        supplierReference: 'LS 4711',
        lines: [
          { product: tin, lots: 'T-1', quantity: '40', supplierLot: 'S-99' },
          { product: tin, lots: 'T-2', quantity: '10', expiresOn: addDays(house.today, 9), location: shelf },
          { product: cord, quantity: '7.5' },
        ],
      });
      expect(draft).toMatchObject({ number: null, state: 'draft', date: house.today, kind: 'purchase' });
      const posted = await act(`/stock/receipts/${draft.id}/post`);
      expect(posted).toMatchObject({ state: 'posted', date: house.today });
      expect(posted.number).toMatch(/^WE\d{4}-\d{5}$/);
      const [one, two] = [await lotId(tin, 'T-1'), await lotId(tin, 'T-2')];
      expect(await house.balances(tin)).toEqual({
        [`${house.store}/0/${one}`]: '40 (0)',
        [`${shelf}/0/${two}`]: '10 (0)',
      });
      const lot = (id: number) => house.t.call('GET', `/stock/lots/${id}`, { as: everything });
      expect((await lot(one)).body).toMatchObject({ supplierLot: 'S-99', expiresOn: addDays(house.today, 30) });
      expect((await lot(two)).body).toMatchObject({ supplierLot: null, expiresOn: addDays(house.today, 9) });
      // From the movement to its paper: the number stands in both.
      const written = await movements('stock.receipt', posted);
      expect(written.map(({ source, kind, quantity }) => [source, kind, quantity])).toEqual([
        [posted.number, 'receipt', '40'],
        [posted.number, 'receipt', '10'],
        [posted.number, 'receipt', '7.5'],
      ]);
      expect(new Set(written.map(({ line }) => line)).size).toBe(3);
    });

    it('are of the day they are posted, unless somebody has entered another', async () => {
      const [cord, yesterday] = [await house.product('R-DAYS'), addDays(house.today, -1)];
      const lines = [{ product: cord, quantity: '1' }];
      const old = await make('/stock/receipts', { lines });
      // The draft has lain for a day.
      await house.ctx.db.updateTable('stock_receipt').set({ date: yesterday }).where('id', '=', old.id).execute();
      expect((await act(`/stock/receipts/${old.id}/post`)).date).toBe(house.today);
      expect((await booked('receipts', { date: yesterday, lines })).date).toBe(yesterday);
      const { id } = await make('/stock/receipts', { date: addDays(house.today, 1), lines });
      expect((await post(`/stock/receipts/${id}/post`)).body.code).toBe('stock.futureDate');
    });

    it('add to a lot that is there, but never change its expiry', async () => {
      const wax = await house.product('R-WAX', { tracking: 'lot' });
      const line = { product: wax, lots: 'W', quantity: '5' };
      await booked('receipts', { lines: [{ ...line, expiresOn: addDays(house.today, 5) }] });
      await booked('receipts', { lines: [line] });
      expect(Object.values(await house.balances(wax))).toEqual(['10 (0)']);
      const fresh = [5, 6].map((days) => ({ ...line, lots: 'NEW', expiresOn: addDays(house.today, days) }));
      const both = await make('/stock/receipts', { lines: fresh });
      expect((await post(`/stock/receipts/${both.id}/post`)).body.fields).toMatchObject([
        { path: 'lines.1.expiresOn' },
      ]);
      const { id } = await make('/stock/receipts', { lines: [{ ...line, expiresOn: addDays(house.today, 6) }] });
      expect((await post(`/stock/receipts/${id}/post`)).body).toMatchObject({
        code: 'stock.lotKeptOtherwise',
        fields: [{ path: 'lines.0.expiresOn' }],
      });
    });

    it('say at its cell what is wrong with a lot, and wait for one that is missing', async () => {
      const [tin, cord] = [await house.product('C-TIN', { tracking: 'lot' }), await house.product('C-CORD')];
      const scale = await house.product('C-SCALE', { tracking: 'serial' });
      const refused = await post('/stock/receipts', {
        lines: [
          { product: cord, lots: 'X', quantity: '1' },
          { product: scale, lots: 'SN1-SN3', quantity: '2' },
          { product: scale, lots: 'SN9-SN3', quantity: '2' },
        ],
      });
      expect(refused.body.fields).toMatchObject([
        { path: 'lines.0.lots', code: 'stock.lotNotAllowed' },
        { path: 'lines.1.lots', code: 'stock.serialCountDiffers', params: { count: 3 } },
        { path: 'lines.2.lots', code: 'stock.serialRangeUnclear' },
      ]);
      const { id } = await make('/stock/receipts', { lines: [{ product: tin, quantity: '1' }] });
      expect(await post(`/stock/receipts/${id}/post`)).toMatchObject({
        status: 422,
        body: { code: 'stock.lotNeeded', params: { product: 'C-TIN' }, fields: [{ path: 'lines.0.lots' }] },
      });
    });

    it('forget what a line cost when it becomes one of another article, unless the cost is given with it', async () => {
      const [tin, clay] = [await house.product('R-COST-TIN'), await house.product('R-COST-CLAY')];
      const lines = [tin, tin, tin].map((product) => ({ product, quantity: '3', unitCost: '12.34' }));
      const draft = await make('/stock/receipts', { lines });
      const ids = (draft.lines as { id: number }[]).map(({ id }) => id);
      const changed = [
        { id: ids[0], product: clay, quantity: '3' },
        { id: ids[1], quantity: '5' },
        { id: ids[2], product: clay, unitCost: '12.34' },
      ];
      const headers = { 'if-match': `"${draft.version}"` };
      const body = { lines: changed };
      const answer = await house.t.call('PATCH', `/stock/receipts/${draft.id}`, { as: everything, body, headers });
      expect((answer.body.lines as { unitCost: string }[]).map(({ unitCost }) => unitCost)).toEqual([
        null,
        '12.34',
        '12.34',
      ]);
    });

    it('refuse at its cell what would be worth more than can be counted', async () => {
      const tin = await house.product('R-DEAR');
      const dear = { product: tin, quantity: '1000000000', unitCost: '900000000000' };
      const usual = { product: tin, quantity: '1000000', unitCost: '900' };
      expect(await post('/stock/receipts', { lines: [usual, dear] })).toMatchObject({
        status: 422,
        body: { fields: [{ path: 'lines.1.unitCost', code: 'kernel.amountTooLarge' }] },
      });
    });

    it('take ten thousand serial numbers in one document, as a range', async () => {
      const chip = await house.product('CHIP', { tracking: 'serial' });
      const draft = await make('/stock/receipts', { lines: [{ product: chip, lots: 'SN0001-SN10000' }] });
      expect(draft.lines).toMatchObject([{ quantity: '10000' }]);
      const before = house.t.app.engine.statements();
      await act(`/stock/receipts/${draft.id}/post`);
      // Set-wise: so many rows only go in parts.
      expect(house.t.app.engine.statements() - before).toBeLessThan(150);
      expect(Object.keys(await house.balances(chip))).toHaveLength(10_000);
      const again = await make('/stock/receipts', { lines: [{ product: chip, lots: 'SN10000..SN10001' }] });
      expect((await post(`/stock/receipts/${again.id}/post`)).body).toMatchObject({
        code: 'stock.serialInHouse',
        params: { lot: 'SN10000' },
      });
      // Out again, as many at once.
      await booked('issues', { kind: 'customer', lines: [{ product: chip, lots: 'SN0002-SN10000' }] });
      expect(Object.keys(await house.balances(chip))).toHaveLength(1);
    }, 60_000);

    it('cost as many statements with fifty lines as with five', async () => {
      const products = await Promise.all(
        Array.from({ length: 50 }, (_, n) => house.product(`MANY-${n}`, { tracking: n % 2 === 0 ? 'lot' : 'none' })),
      );
      const cost = async (count: number) => {
        const lines = products
          .slice(0, count)
          .map((product, n) => ({ product, quantity: '1', ...(n % 2 === 0 && { lots: `L${count}` }) }));
        const { id } = await make('/stock/receipts', { lines });
        const before = house.t.app.engine.statements();
        await act(`/stock/receipts/${id}/post`);
        return house.t.app.engine.statements() - before;
      };
      const [five, fifty] = [await cost(5), await cost(50)];
      // One more locks the balances that the five have left behind.
      expect(fifty).toBeLessThanOrEqual(five + 1);
    });

    it('create a lot once, even when several people book it at the same moment', async () => {
      const tin = await house.product('AT-ONCE', { tracking: 'lot' });
      const lines = [{ product: tin, lots: 'SAME', quantity: '1' }];
      const drafts = await Promise.all(Array.from({ length: 6 }, () => make('/stock/receipts', { lines })));
      const posted = await Promise.all(drafts.map(({ id }) => post(`/stock/receipts/${id}/post`)));
      expect(posted.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
      expect(Object.values(await house.balances(tin))).toEqual(['6 (0)']);
    });

    it('go into a compartment wherever its box stands', async () => {
      const figure = await house.product('R-FIGURE');
      const shelf = await house.place('R-BOX-SHELF');
      const { compartment } = await house.boxFor('R-1', shelf, figure);
      await booked('receipts', { lines: [{ product: figure, quantity: '3', compartment }] });
      expect(await house.balances(figure)).toEqual({ [`${shelf}/${compartment}/0`]: '3 (0)' });
    });

    it('hide what a piece cost from those who may not know it', async () => {
      const cord = await house.product('COSTLY');
      const { id } = await make('/stock/receipts', { lines: [{ product: cord, quantity: '1', unitCost: '12.34' }] });
      const seen = await house.t.call('GET', `/stock/receipts/${id}`, { as: '1:stock.receipt:read' });
      expect(JSON.stringify(seen.body)).not.toContain('12.34');
      const line = { product: cord, quantity: '1', unitCost: '1' };
      expect((await post('/stock/receipts', { lines: [line] }, '1:stock.receipt:create')).status).toBe(403);
    });

    it('stay as they are once posted, and are taken back as a whole by their reversal', async () => {
      const cord = await house.product('BACK');
      const posted = await booked('receipts', { lines: [{ product: cord, quantity: '5' }] });
      const change = await house.t.call('PATCH', `/stock/receipts/${posted.id}`, {
        as: everything,
        body: { supplierName: 'X' },
        headers: { 'if-match': `"${posted.version}"` },
      });
      expect(change.body.code).toBe('kernel.immutable');
      await expect(
        house.ctx.db.updateTable('stock_receipt').set({ supplier_name: 'X' }).where('id', '=', posted.id).execute(),
      ).rejects.toThrow();
      const gone = await booked('issues', { kind: 'customer', lines: [{ product: cord, quantity: '1' }] });
      const reverse = () => post(`/stock/receipts/${posted.id}/reverse`, { reason: 'wrong supplier' });
      expect((await reverse()).body.code).toBe('stock.insufficientStock');
      await act(`/stock/issues/${gone.id}/reverse`, { reason: 'not collected' });
      expect((await reverse()).body).toMatchObject({
        state: 'reversed',
        number: posted.number,
        reversedOn: house.today,
        reverseReason: 'wrong supplier',
      });
      expect(await house.balances(cord)).toEqual({});
      expect((await reverse()).status).toBe(409);
      expect((await movements('stock.receipt', posted)).map(({ kind }) => kind)).toEqual(['receipt', 'reversal']);
    });

    it('bring returns from customers and opening stock, the latter only by who may correct stock', async () => {
      const cord = await house.product('OPENING');
      const returned = await booked('receipts', { kind: 'return', lines: [{ product: cord, quantity: '2' }] });
      expect((await movements('stock.receipt', returned))[0]).toMatchObject({ kind: 'return' });
      const { id } = await make('/stock/receipts', { kind: 'opening', lines: [{ product: cord, quantity: '9' }] });
      const clerk = '1:stock.receipt:post';
      expect((await post(`/stock/receipts/${id}/post`, {}, clerk)).body).toMatchObject({
        code: 'kernel.missingPermission',
        params: { permission: 'stock.adjustment:post' },
      });
      await act(`/stock/receipts/${id}/post`);
      expect(Object.values(await house.balances(cord))).toEqual(['11 (0)']);
    });
  });
});
