import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedSampleCompany } from '#apps/server/demo/sample-company.ts';
import { modules } from '#apps/server/modules.ts';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { user } from '#modules/identity/contract/index.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { verify } from '#modules/verification/server/index.ts';

interface Titled {
  title: string;
}

describe('the sample company, as it begins', () => {
  let t: TestApp;
  const get = async <T>(path: string): Promise<T> => {
    const answer = await t.call('GET', path, { as: '1:*' });
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.body as T;
  };
  const list = async <T>(path: string): Promise<T[]> => (await get<{ items: T[] }>(path)).items;

  beforeAll(async () => {
    t = await testApp(modules, { userResource: user.name });
    for (const module of modules) await module.seed?.(t.ctx);
    await seedSampleCompany(t.app, 'a password for all');
  });
  afterAll(() => t.close());

  it('breaks no rule of the books', async () => {
    const broken = (await verify(t.app.engine)).filter(({ count }) => count > 0);
    expect(broken).toEqual([]);
  });

  it('stays as it is when it is there', async () => {
    const before = await list('/stock/receipts?limit=50');
    await seedSampleCompany(t.app, 'another password');
    expect(await list('/stock/receipts?limit=50')).toEqual(before);
  });

  it('has something to fetch, something that waits, and goods under way', async () => {
    const orders = await list<{ missing: string }>('/picking/orders');
    expect(orders.filter(({ missing }) => missing === '0').length).toBeGreaterThanOrEqual(3);
    expect(await list('/stock/demands')).toHaveLength(1);
    expect(await list('/stock/transfers?filter[state]=shipped')).toHaveLength(1);
    expect(await list('/stock/supplies')).toHaveLength(4);
    const boxes = await list<{ code: string }>('/stock/boxes');
    expect(boxes.map(({ code }) => code)).toEqual(['K-01', 'K-02', 'K-03', 'S-000001', 'S-000002']);
  });

  it('is out of one article and short of others', async () => {
    const shortages = await list<{ product: Titled; state: string }>('/replenishment/shortages');
    expect(shortages.map(({ product, state }) => [product.title, state])).toEqual([
      ['301021', 'out'],
      ['301041', 'low'],
      ['90003', 'low'],
    ]);
  });

  it('has counted, and is counting', async () => {
    const counts = await list<{ state: string }>('/stocktake/counts?sort=id');
    expect(counts.map(({ state }) => state)).toEqual(['posted', 'counting']);
    const off = await list<{ difference: string }>('/stocktake/positions?filter[state]=counted&filter[count]=1');
    expect(off.map(({ difference }) => Number(difference)).filter(Boolean)).toEqual([-1]);
  });

  it('is worth another amount today than yesterday', async () => {
    const today = businessDate(t.app.clock());
    const worth = async (date: string) =>
      (await get<{ total: { value: string } }>(`/valuation/report?date=${date}`)).total.value;
    const [now, yesterday] = [await worth(today), await worth(addDays(today, -1))];
    expect(Number(yesterday)).toBeGreaterThan(0);
    expect(now).not.toBe(yesterday);
  });
});
