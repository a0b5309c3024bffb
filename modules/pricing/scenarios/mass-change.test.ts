import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyRule } from '../server/change/apply-rule.ts';
import { monday, openPriceHouse, type PriceHouse, type Wire } from './price-house.ts';

let house: PriceHouse;
beforeAll(async () => {
  house = await openPriceHouse();
  await house.post('/catalog/variants', { sku: '900002', product: house.family.id, tradePrice: '10.00' });
  await house.post('/catalog/variants', { sku: '900003', name: { de: 'Stern', en: 'Star' } });
});
afterAll(() => house.close());

interface Preview {
  items: { subject: string; name: string | null; before: string | null; after: string }[];
  total: number;
  raised: number;
  lowered: number;
}
const preview = (id: number) => house.get<Preview>(`/pricing/changes/${id}/preview`);
const shown = async (id: number) =>
  (await preview(id)).items.map(({ subject, before, after }) => `${subject} ${before} ${after}`);
const draft = (body: Record<string, unknown>) => house.post('/pricing/changes', { name: 'Runde', ...body });
const variant = (id: number) => house.get<Wire>(`/catalog/variants/${id}`);

describe('a rule', () => {
  it.each([
    [178_000, 'percent', 50_000, null, 'cent', 186_900],
    [178_000, 'percent', 33_000, null, 'none', 183_874],
    [178_000, 'percent', 50_000, null, 'fiveCents', 187_000],
    [178_000, 'percent', 50_000, null, 'tenCents', 187_000],
    [178_000, 'percent', 50_000, null, 'ninetyNine', 189_900],
    [4_000, 'percent', 50_000, null, 'ninetyNine', 9_900],
    [178_000, 'amount', null, -200_000, 'cent', 0],
    [178_000, 'amount', null, 12_500, 'cent', 190_500],
    [null, 'amount', null, 12_500, 'cent', null],
    [null, 'set', null, 12_500, 'none', 12_500],
  ] as const)('makes of %s by %s (%s %%, %s) rounded to %s: %s', (before, rule, percent, amount, rounding, after) => {
    expect(applyRule(before, { rule, percent, amount, rounding })).toBe(after);
  });
});

describe('PRD-PRM-08 a mass change', () => {
  it('shows before and after, applies all at once, and is taken back by another one', async () => {
    const change = await draft({ source: 'trade', rule: 'percent', percent: '5', rounding: 'fiveCents' });
    expect(await shown(change.id)).toEqual(['900001 17.80 18.70', '900002 10.00 10.50']);
    expect(await preview(change.id)).toMatchObject({ total: 2, raised: 2, lowered: 0 });
    expect((await variant(house.article.id)).tradePrice).toBe('17.80');
    const done = await house.post(`/pricing/changes/${change.id}/apply`);
    expect(done).toMatchObject({ state: 'applied', count: 2 });
    expect((await variant(house.article.id)).tradePrice).toBe('18.70');
    // What it did stays to be read, also when prices go on changing.
    expect(await shown(change.id)).toEqual(['900001 17.80 18.70', '900002 10.00 10.50']);
    const second = (await house.get<{ items: Wire[] }>('/catalog/variants?q=900002')).items[0];
    await house.patch(`/catalog/variants/${second?.id}`, second?.version ?? 0, { tradePrice: '11.00' });
    expect(await house.post(`/pricing/changes/${change.id}/undo`)).toMatchObject({ state: 'undone' });
    expect((await variant(house.article.id)).tradePrice).toBe('17.80');
    expect((await variant(second?.id ?? 0)).tradePrice).toBe('11.00');
    const [undo] = (await house.get<{ items: Wire[] }>('/pricing/changes')).items;
    expect(undo).toMatchObject({ state: 'applied', count: 1 });
    expect(await shown(undo?.id ?? 0)).toEqual(['900001 18.70 17.80']);
    const again = await house.t.call('POST', `/pricing/changes/${change.id}/apply`, { as: '1:*', body: {} });
    expect(again.body.code).toBe('kernel.illegalTransition');
  });

  it('never sets a price below zero', async () => {
    const body = { name: 'x', source: 'trade', rule: 'set', amount: '-3' };
    expect(await house.t.call('POST', '/pricing/changes', { as: '1:*', body })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'amount', code: 'kernel.tooSmall' }] },
    });
  });

  it('takes only what is chosen: by product, words, and span of prices', async () => {
    const rule = { source: 'trade', rule: 'amount', amount: '1' };
    expect(await shown((await draft({ ...rule, product: house.family.id, priceTo: '12' })).id)).toEqual([
      '900002 11.00 12.00',
    ]);
    expect(await shown((await draft({ ...rule, words: '900001' })).id)).toEqual(['900001 17.80 18.80']);
    expect(await shown((await draft({ ...rule, words: 'gibtsnicht' })).id)).toEqual([]);
    const set = await draft({ source: 'trade', rule: 'set', amount: '3', words: 'Stern' });
    expect(await shown(set.id)).toEqual(['900003 null 3.00']);
  });

  it('of base prices for a day to come writes them into a price list', async () => {
    const list = await house.list({ code: 'HANDEL27' }, [{ variant: house.article.id, price: '17.50' }]);
    const rule = { source: 'trade', rule: 'percent', percent: '10', validFrom: '2027-01-01' };
    const bare = await house.t.call('POST', '/pricing/changes', { as: '1:*', body: { name: 'x', ...rule } });
    expect(JSON.stringify(bare.body)).toContain('pricing.targetListMissing');
    const past = await draft({ ...rule, validFrom: '2026-11-23', targetList: list.id });
    const late = await house.t.call('POST', `/pricing/changes/${past.id}/apply`, { as: '1:*', body: {} });
    expect(late.body.code).toBe('pricing.dayNotAhead');
    const change = await draft({ ...rule, targetList: list.id, words: '900001' });
    await house.post(`/pricing/changes/${change.id}/apply`);
    const customer = house.dealer.id;
    expect((await house.ask({ customer, date: '2026-12-31' })).price).toBe('17.50');
    expect((await house.ask({ customer, date: '2027-01-01' })).price).toBe('19.58');
    expect((await variant(house.article.id)).tradePrice).toBe('17.80');
    await house.post(`/pricing/changes/${change.id}/undo`);
    expect((await house.ask({ customer, date: '2027-01-01' })).price).toBe('17.50');
    await house.post(`/pricing/lists/${list.id}/archive`);
  });

  it('of list prices ends the old ones the day before and keeps their end', async () => {
    const list = await house.list({ code: 'LISTE' }, [
      { variant: house.article.id, price: '20.00', validTo: '2027-12-31' },
      { variant: house.article.id, price: '18.00', minQuantity: '10' },
    ]);
    const source = { source: 'list', sourceList: list.id, rule: 'percent', percent: '-10' };
    const change = await draft({ ...source, validFrom: '2027-02-01' });
    expect(await shown(change.id)).toEqual(['900001 20.00 18.00', '900001 18.00 16.20']);
    await house.post(`/pricing/changes/${change.id}/apply`);
    const customer = house.dealer.id;
    expect((await house.ask({ customer, date: '2027-01-31' })).price).toBe('20.00');
    expect((await house.ask({ customer, date: '2027-02-01' })).price).toBe('18.00');
    expect((await house.ask({ customer, date: '2028-01-01', quantity: 10 })).price).toBe('16.20');
    expect((await house.ask({ customer, date: '2028-01-01' })).price).toBe('17.80');
    await house.post(`/pricing/lists/${list.id}/archive`);
  });

  it('of base prices needs the right to manage them, and changes nothing without it', async () => {
    const change = await draft({ source: 'trade', rule: 'percent', percent: '5' });
    const as = '1:pricing.change:apply,pricing.change:read,catalog.variant:read';
    const answer = await house.t.call('POST', `/pricing/changes/${change.id}/apply`, { as, body: {} });
    expect(answer).toMatchObject({ status: 403, body: { params: { permission: 'catalog.variant:managePrices' } } });
  });
});

describe('the history of prices', () => {
  interface History {
    base: Record<string, string | null>;
    lists: { price: string | null; holds: boolean; list: { title: string } }[];
    events: { kind: string; field: string; before: string | null; after: string | null; priceType: string | null }[];
  }
  it('PRD-AUD-01 lists every change, knows the price of any past day, and never tells a purchase price', async () => {
    const made = await house.post('/catalog/variants', {
      sku: '900009',
      name: { de: 'Engel', en: 'Angel' },
      tradePrice: '5.00',
      purchasePrice: '2.22',
    });
    house.time.now = monday + 10 * 86_400_000;
    const changed = await house.patch(`/catalog/variants/${made.id}`, made.version, {
      tradePrice: '6.00',
      purchasePrice: '3',
    });
    house.time.now = monday + 20 * 86_400_000;
    await house.patch(`/catalog/variants/${made.id}`, changed.version, { tradePrice: '7.00', retailPrice: '12.00' });
    await house.list({ code: 'ENGEL' }, [{ variant: made.id, price: '4.50', validFrom: '2027-01-01' }]);
    const history = (day: string) => house.get<History>(`/pricing/history?variant=${made.id}&day=${day}`);
    expect((await history('2026-11-22')).base).toEqual({ retail: null, trade: null, recommended: null });
    expect((await history('2026-11-23')).base.trade).toBe('5.00');
    expect((await history('2026-12-02')).base.trade).toBe('5.00');
    expect((await history('2026-12-03')).base).toMatchObject({ trade: '6.00', retail: null });
    expect((await history('2026-12-13')).base).toMatchObject({ trade: '7.00', retail: '12.00' });
    const { events, lists } = await history('2027-01-01');
    expect(events.map(({ kind, before, after }) => `${kind} ${before} ${after}`)).toEqual(
      expect.arrayContaining([
        'base null 5.00',
        'base 5.00 6.00',
        'base 6.00 7.00',
        'base null 12.00',
        'list null 4.50',
      ]),
    );
    expect(events).toHaveLength(5);
    expect(lists).toMatchObject([{ price: '4.50', holds: true, list: { title: 'ENGEL' } }]);
    expect(JSON.stringify(await history('2026-12-03'))).not.toMatch(/purchase|2\.22|3\.33/);
    const price = (date: string) => house.ask({ variant: made.id, customer: house.dealer.id, date });
    expect((await price('2026-12-05')).price).toBe('6.00');
    expect((await price('2026-11-25')).price).toBe('5.00');
    expect((await price('2027-01-05')).price).toBe('4.50');
  });
});
