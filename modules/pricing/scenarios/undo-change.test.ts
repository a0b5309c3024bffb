import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from '#kernel/server/jobs.ts';
import { rowOf } from '#kernel/server/read.ts';
import { create } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { mostAtOnce, priceChange } from '../contract/index.ts';
import { applyInParts } from '../server/change/apply-change.ts';
import { monday, openPriceHouse, type PriceHouse, type Wire } from './price-house.ts';

let house: PriceHouse;
beforeAll(async () => {
  house = await openPriceHouse();
});
afterAll(() => house.close());

const draft = (body: Record<string, unknown>) => house.post('/pricing/changes', { name: 'Runde', ...body });
const act = (id: number, verb: string) => house.post(`/pricing/changes/${id}/${verb}`);
interface Entry {
  price: string;
  validFrom: string | null;
  validTo: string | null;
}
/** The entries of a list as `from–to price`. */
const entries = async (list: number) =>
  (await house.get<{ items: Entry[] }>(`/pricing/prices?filter[priceList]=${list}&sort=id`)).items.map(
    ({ price, validFrom, validTo }) => `${validFrom ?? ''}–${validTo ?? ''} ${price}`,
  );
const articlePrice = (price: string, values: object = {}) => ({ variant: house.article.id, price, ...values });

describe('PRD-PRM-08 a change for a day to come, taken back', () => {
  it('before that day leaves nothing of it: the prices that it ended hold on as they did', async () => {
    const list = await house.list({ code: 'ENDS' }, [articlePrice('20.00', { validTo: '2027-12-31' })]);
    const change = await draft({
      ...{ source: 'list', sourceList: list.id, rule: 'percent', percent: '-10', validFrom: '2027-02-01' },
    });
    await act(change.id, 'apply');
    expect(await entries(list.id)).toEqual(['–2027-01-31 20.00', '2027-02-01–2027-12-31 18.00']);
    expect(await act(change.id, 'undo')).toMatchObject({ state: 'undone' });
    expect(await entries(list.id)).toEqual(['–2027-12-31 20.00']);
  });

  it('of base prices takes the entries away again', async () => {
    const list = await house.list({ code: 'BASES' }, []);
    const rule = { source: 'trade', rule: 'percent', percent: '10', words: '900001' };
    const change = await draft({ ...rule, validFrom: '2027-01-01', targetList: list.id });
    await act(change.id, 'apply');
    expect(await entries(list.id)).toEqual(['2027-01-01– 19.58']);
    await act(change.id, 'undo');
    expect(await entries(list.id)).toEqual([]);
  });

  it('leaves what somebody has changed since', async () => {
    const list = await house.list({ code: 'TOUCHED' }, [articlePrice('20.00')]);
    const rule = { source: 'list', sourceList: list.id, rule: 'percent', percent: '-10', validFrom: '2027-02-01' };
    const change = await draft(rule);
    await act(change.id, 'apply');
    const [, second] = (await house.get<{ items: Wire[] }>(`/pricing/prices?filter[priceList]=${list.id}&sort=id`))
      .items;
    await house.patch(`/pricing/prices/${second?.id}`, second?.version ?? 0, { price: '17.00' });
    await act(change.id, 'undo');
    expect(await entries(list.id)).toEqual(['–2027-01-31 20.00', '2027-02-01– 17.00']);
  });

  it('after that day keeps what has held until now', async () => {
    const list = await house.list({ code: 'BEGUN' }, [articlePrice('20.00', { validTo: '2027-12-31' })]);
    const rule = { source: 'list', sourceList: list.id, rule: 'percent', percent: '-10', validFrom: '2027-02-01' };
    const change = await draft(rule);
    await act(change.id, 'apply');
    house.time.now = Date.parse('2027-02-10T09:00:00Z');
    await act(change.id, 'undo');
    house.time.now = monday;
    expect(await entries(list.id)).toEqual([
      '–2027-01-31 20.00',
      '2027-02-01–2027-02-09 18.00',
      '2027-02-10–2027-12-31 20.00',
    ]);
  });
});

describe('PRD-PRM-08 a change of very many prices', () => {
  const count = mostAtOnce + 300;
  const settled = async (id: number) => {
    for (;;) {
      const { items } = await house.get<{ items: JobView[] }>('/jobs?kind=pricing.change&limit=1');
      if (items[0] && !['queued', 'running'].includes(items[0].state))
        return { job: items[0], change: await house.get<Wire>(`/pricing/changes/${id}`) };
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const priced = async (price: string) =>
    (await house.get<{ total: number }>(`/catalog/variants?filter[recommendedPrice]=${price}&count=all&fields=sku`))
      .total;

  it('is a job, shows how far it is, and is taken back by another one', async () => {
    const drafts = Array.from({ length: count }, (_, n) => ({
      sku: `M-${n}`,
      name: { de: `Masse ${n}`, en: null },
      recommendedPrice: 100_000,
    }));
    for (let start = 0; start < count; start += 400)
      await create(house.t.ctx, variant, drafts.slice(start, start + 400));
    const change = await draft({ source: 'recommended', rule: 'percent', percent: '5' });
    expect(await act(change.id, 'apply')).toMatchObject({ state: 'applying', count: null });
    expect(await priced('10.50')).toBe(0);
    house.t.app.jobs.start();
    const done = await settled(change.id);
    expect(done.job).toMatchObject({ state: 'succeeded', progress: count, total: count });
    expect(done.change).toMatchObject({ state: 'applied', count });
    expect(await priced('10.50')).toBe(count);
    const preview = await house.get<{ total: number }>(`/pricing/changes/${change.id}/preview`);
    expect(preview).toMatchObject({ total: count, raised: count });
    expect(await act(change.id, 'undo')).toMatchObject({ state: 'undoing' });
    const back = await settled(change.id);
    expect(back.change).toMatchObject({ state: 'undone' });
    expect(await priced('10.00')).toBe(count);
    const [undo] = (await house.get<{ items: Wire[] }>('/pricing/changes')).items;
    expect(undo).toMatchObject({ state: 'applied', count });
  }, 60_000);

  it('that somebody brings to its end while the job is at work changes no price twice', async () => {
    const { id } = await draft({ source: 'recommended', rule: 'percent', percent: '100' });
    await house.t.app.engine.transaction(async (db) => {
      await db.updateTable('pricing_change').set({ state: 'applying' }).where('id', '=', id).execute();
    });
    const { ctx } = house.t;
    const report = async () => void (await act(id, 'apply'));
    const work = applyInParts(ctx, await rowOf(ctx, priceChange, id), report);
    await expect(work).rejects.toMatchObject({ code: 'pricing.changeStopped' });
    expect(await priced('20.00')).toBe(count);
    await act(id, 'undo');
    await settled(id);
    expect(await priced('10.00')).toBe(count);
  }, 60_000);

  it('goes on where it was cut short, and does nothing twice', async () => {
    const change = await draft({ source: 'recommended', rule: 'amount', amount: '1' });
    await act(change.id, 'apply');
    await settled(change.id);
    // As if the program had ended before the last word.
    await house.t.app.engine.transaction(async (db) => {
      await db.updateTable('pricing_change').set({ state: 'applying' }).where('id', '=', change.id).execute();
    });
    expect(await act(change.id, 'apply')).toMatchObject({ state: 'applied', count });
    expect(await priced('11.00')).toBe(count);
  }, 60_000);
});
