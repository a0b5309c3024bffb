import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricesFor } from '#modules/pricing/server/index.ts';
import { openPriceHouse, type PriceHouse, type Problem, type Wire } from './price-house.ts';

let house: PriceHouse;
beforeAll(async () => {
  house = await openPriceHouse();
});
afterAll(() => house.close());

/** A list of its own for one test, archived afterwards. */
async function withLists(
  lists: readonly [Record<string, unknown>, readonly Record<string, unknown>[]][],
  work: () => Promise<void>,
): Promise<void> {
  const made = [];
  for (const [body, prices] of lists) made.push(await house.list(body, prices));
  try {
    await work();
  } finally {
    for (const { id } of made) await house.post(`/pricing/lists/${id}/archive`);
  }
}
const it1 = () => ({ variant: house.article.id });

describe('the price of a variant', () => {
  it('PRD-SAL-03 is the base price of the customer tier, net for dealers and gross for consumers', async () => {
    expect(await house.ask({ customer: house.dealer.id })).toMatchObject({ price: '17.80', steps: 'base' });
    expect(await house.ask({ customer: house.consumer.id })).toMatchObject({ price: '39.50', steps: 'base' });
    expect(await house.ask({})).toMatchObject({ price: '17.80' });
    expect(await house.ask({ channel: 'till' })).toMatchObject({ price: '39.50' });
  });

  it('goes from everyone over the tier to the customer, and a higher break goes before a lower one', async () => {
    const tier = (house.dealer.priceTier as { id: number }).id;
    await withLists(
      [
        [{ code: 'ALL' }, [{ ...it1(), price: '17.00' }]],
        [
          { code: 'TIER', priceTier: tier },
          [
            { ...it1(), price: '16.00' },
            { ...it1(), price: '15.00', minQuantity: '10' },
          ],
        ],
        [{ code: 'OWN', customer: house.dealer.id }, [{ ...it1(), price: '12.50', minQuantity: '100' }]],
      ],
      async () => {
        const customer = house.dealer.id;
        expect(await house.ask({ customer })).toEqual({
          price: '16.00',
          steps: 'base tierPrice',
          lost: 'audience tooFew tooFew',
        });
        expect(await house.ask({ customer, quantity: '10' })).toMatchObject({
          price: '15.00',
          steps: 'base tierPrice quantityBreak',
        });
        expect(await house.ask({ customer, quantity: '100' })).toMatchObject({
          price: '12.50',
          steps: 'base customerPrice quantityBreak',
          lost: 'audience audience audience',
        });
        // The consumer is in another tier: 17.00 net are 20.23 gross.
        expect(await house.ask({ customer: house.consumer.id, quantity: '100' })).toMatchObject({
          price: '20.23',
          steps: 'base everyonePrice toGross',
        });
      },
    );
  });

  it('takes the closer subject, then the later start, then the priority', async () => {
    const category = (house.article.category as { id: number }).id;
    await withLists(
      [
        [{ code: 'P1', priority: 5 }, [{ product: house.family.id, price: '16.00' }]],
        [{ code: 'P2' }, [{ ...it1(), price: '15.50', validFrom: '2026-01-01' }]],
        [{ code: 'P3' }, [{ ...it1(), price: '15.40', validFrom: '2026-05-01' }]],
        [{ code: 'P4', priority: 3 }, [{ ...it1(), price: '15.30', validFrom: '2026-05-01' }]],
        [{ code: 'P5' }, [{ category, discount: '10' }]],
      ],
      async () => {
        const answer = await house.ask({ customer: house.dealer.id });
        expect(answer).toEqual({ price: '15.30', steps: 'base everyonePrice', lost: 'priority start subject subject' });
      },
    );
  });

  it('a discount reduces what would hold without it, in whole cents', async () => {
    const category = (house.article.category as { id: number }).id;
    await withLists(
      [
        [{ code: 'D1' }, [{ ...it1(), price: '15.55' }]],
        [{ code: 'D2', customer: house.dealer.id }, [{ category, discount: '7.5' }]],
      ],
      async () => {
        expect(await house.ask({ customer: house.dealer.id })).toMatchObject({
          price: '14.38',
          steps: 'base everyonePrice listDiscount',
        });
        expect(await house.ask({ customer: house.consumer.id })).toMatchObject({ steps: 'base everyonePrice toGross' });
      },
    );
  });

  it('holds between its days and for its channel only', async () => {
    await withLists(
      [
        [{ code: 'V1', validTo: '2026-12-31' }, [{ ...it1(), price: '10.00', validFrom: '2026-12-01' }]],
        [{ code: 'V2', channel: 'shop' }, [{ ...it1(), price: '9.00' }]],
      ],
      async () => {
        const customer = house.dealer.id;
        expect(await house.ask({ customer })).toEqual({ price: '17.80', steps: 'base', lost: 'notYet channel' });
        expect((await house.ask({ customer, date: '2026-12-01' })).price).toBe('10.00');
        expect((await house.ask({ customer, date: '2027-01-01' })).price).toBe('17.80');
        expect((await house.ask({ customer, channel: 'shop' })).price).toBe('9.00');
      },
    );
  });

  it('the customer discount comes last, unless the list rules it out', async () => {
    const { id, version } = await house.get<{ id: number; version: number }>(`/party/customers/${house.dealer.id}`);
    await house.patch(`/party/customers/${id}`, version, { discount: '5' });
    type Said = { price: string; discount: string | null; finalPrice: string; steps: { code: string }[] };
    const asked = `/pricing/price?variant=${house.article.id}&customer=${id}`;
    expect(await house.get<Said>(asked)).toMatchObject({ price: '17.80', discount: '5', finalPrice: '16.91' });
    await withLists([[{ code: 'NET', allowsDiscount: false }, [{ ...it1(), price: '15.00' }]]], async () => {
      const said = await house.get<Said>(asked);
      expect(said).toMatchObject({ price: '15.00', discount: null, finalPrice: '15.00' });
      expect(said.steps.map(({ code }) => code)).toEqual(['base', 'everyonePrice', 'noCustomerDiscount']);
    });
    await house.patch(`/party/customers/${id}`, version + 1, { discount: null });
  });

  it('PRD-I18-54 is explained in both languages, with money written as the reader writes it', async () => {
    await withLists([[{ code: 'SAY' }, [{ ...it1(), price: '1234.50', minQuantity: '10' }]]], async () => {
      type Said = { steps: { text: string }[]; losers: { text: string }[] };
      const asked = `/pricing/price?variant=${house.article.id}&customer=${house.dealer.id}`;
      const de = await house.get<Said>(`${asked}&quantity=10`, { language: 'de' });
      expect(de.steps.map(({ text }) => text)).toEqual([
        'Handelspreis der Preisgruppe: 17,80\u00a0€ netto',
        'Preisliste „SAY“ für alle: 1.234,50\u00a0€ netto für diese Variante',
        'Staffel: gilt ab 10',
      ]);
      const en = await house.get<Said>(asked, { language: 'en' });
      expect(en.steps[0]?.text).toBe('Trade price of the price tier: €17.80 net');
      expect(en.losers[0]?.text).toBe('“SAY”: €1,234.50 – holds from quantity 10 only');
    });
    const discounts = [
      { ...it1(), discount: '10' },
      { product: house.family.id, discount: '5' },
    ];
    await withLists([[{ code: 'LESS' }, discounts]], async () => {
      type Said = { steps: { text: string }[]; losers: { text: string }[] };
      const asked = `/pricing/price?variant=${house.article.id}&customer=${house.dealer.id}`;
      const { steps, losers } = await house.get<Said>(asked, { language: 'en' });
      expect(steps[1]?.text).toBe('Discount 10 % from “LESS” on this variant: €16.02');
      expect(losers[0]?.text).toBe('“LESS”: −5 % – another price fits the article more closely');
    });
  });

  it('PRD-PRM-01 is told to whoever may read prices, article and customer, and to nobody else', async () => {
    const asked = `/pricing/price?variant=${house.article.id}&customer=${house.dealer.id}`;
    const code = async (as: string) => (await house.t.call('GET', asked, { as })).body.code;
    expect(await code('1:catalog.variant:read,party.customer:read')).toBe('kernel.missingPermission');
    expect(await code('1:pricing.price:read,party.customer:read')).toBe('kernel.missingPermission');
    expect(await code('1:pricing.price:read,catalog.variant:read')).toBe('kernel.missingPermission');
    expect(await code('1:pricing.price:read,catalog.variant:read,party.customer:read')).toBeUndefined();
    const unknown = await house.t.call('GET', '/pricing/price?variant=99999', { as: '1:*' });
    expect(unknown.status).toBe(404);
  });

  it.each(['quantity=0', 'quantity=1,5', 'quantity=x', 'date=2026-02-30', 'channel=market', 'variant=1e3'])(
    'refuses %s',
    async (bad) => {
      const query = bad.startsWith('variant') ? bad : `variant=${house.article.id}&${bad}`;
      expect((await house.t.call('GET', `/pricing/price?${query}`, { as: '1:*' })).status).toBeLessThan(500);
      expect((await house.t.call('GET', `/pricing/price?${query}`, { as: '1:*' })).status).toBeGreaterThanOrEqual(400);
    },
  );

  it('takes as many statements for 100 lines as for one', async () => {
    await withLists([[{ code: 'MANY' }, [{ ...it1(), price: '10.00' }]]], async () => {
      const { engine } = house.t.app;
      const cost = async (lines: number) => {
        const ask = { variant: house.article.id, customer: house.dealer.id, quantity: 1_000_000, date: '2026-11-23' };
        const before = engine.statements();
        const answers = await pricesFor(house.t.ctx, Array(lines).fill(ask));
        expect(answers.every((answer) => answer?.price === 100_000)).toBe(true);
        return engine.statements() - before;
      };
      const one = await cost(1);
      expect(one).toBeLessThanOrEqual(4);
      expect(await cost(100)).toBe(one);
    });
  });
});

describe('what is no price', () => {
  const refused = async (body: Record<string, unknown>): Promise<Problem> => {
    const answer = await house.t.call('POST', '/pricing/prices', { as: '1:*', body, language: 'en' });
    expect(answer.status).toBe(422);
    return answer.body as unknown as Problem;
  };
  const fields = (problem: Problem) => problem.fields?.map(({ path, code }) => `${path} ${code}`);
  let list = 0;
  beforeAll(async () => {
    list = (await house.post('/pricing/lists', { code: 'BAD', name: { de: 'x', en: 'x' } })).id;
  });

  it('has not exactly one subject, or not exactly one value', async () => {
    const { id: product } = house.family;
    const { category } = house.article as unknown as { category: { id: number } };
    expect(fields(await refused({ priceList: list, price: '1' }))).toEqual(['variant pricing.oneSubject']);
    expect(fields(await refused({ priceList: list, ...it1(), product, price: '1' }))).toEqual([
      'product pricing.oneSubject',
    ]);
    expect(fields(await refused({ priceList: list, ...it1() }))).toEqual(['price pricing.oneValue']);
    expect(fields(await refused({ priceList: list, ...it1(), price: '1', discount: '2' }))).toEqual([
      'price pricing.oneValue',
    ]);
    expect(fields(await refused({ priceList: list, category: category.id, price: '1' }))).toEqual([
      'price pricing.categoryHasNoPrice',
    ]);
  });

  it('PRD-VAL-20 is negative, has a decimal comma or too many decimals', async () => {
    for (const price of ['-1', '12,345', '1.23456'])
      expect((await refused({ priceList: list, ...it1(), price })).fields?.[0]?.path).toBe('price');
    expect((await refused({ priceList: list, ...it1(), discount: '101' })).fields?.[0]?.path).toBe('discount');
  });

  it('overlaps another one of the same list, subject and quantity, which is named', async () => {
    const first = {
      priceList: list,
      ...it1(),
      price: '5',
      minQuantity: '7',
      validFrom: '2026-01-01',
      validTo: '2026-06-30',
    };
    await house.post('/pricing/prices', first);
    const second = { ...first, validFrom: '2026-06-30', validTo: undefined };
    const problem = await refused(second);
    expect(fields(problem)).toEqual(['validFrom pricing.periodOverlaps']);
    expect(problem.fields?.[0]?.message).toContain('already has a price from 1 Jan 2026 to 30 Jun 2026');
    await house.post('/pricing/prices', { ...second, validFrom: '2026-07-01' });
    await house.post('/pricing/prices', { ...first, minQuantity: '8' });
    await house.post('/pricing/prices', { ...first, validFrom: undefined, validTo: '2025-12-31' });
    expect(fields(await refused({ ...first, validTo: '2025-12-31' }))).toEqual(['validTo pricing.endBeforeStart']);
  });

  it('overlaps one without beginning and end, in whole sentences', async () => {
    const always = { priceList: list, ...it1(), price: '5', minQuantity: '9' };
    await house.post('/pricing/prices', always);
    const { fields: told } = await refused({ ...always, validFrom: '2027-01-01' });
    expect(told?.[0]?.message).toBe(
      'For 900001 from quantity 9 this list already has a price, without an end. End it before, or choose another period.',
    );
  });

  it('overlaps also where both come in one file', async () => {
    const csv = `priceList,variant,price,validFrom\nBAD,${house.article.sku},4,2030-01-01\nBAD,${house.article.sku},5,2031-01-01\n`;
    const answer = await house.t.call('POST', '/pricing/prices/import', {
      as: '1:*',
      body: csv,
      headers: { 'content-type': 'text/csv' },
    });
    expect(JSON.stringify(answer.body)).toContain('pricing.periodOverlaps');
  });

  it('stands in an archived list', async () => {
    const { id } = await house.list({ code: 'OLD' }, []);
    await house.post(`/pricing/lists/${id}/archive`);
    expect(fields(await refused({ priceList: id, ...it1(), price: '1' }))).toEqual(['priceList pricing.listArchived']);
  });
});

describe('a price list', () => {
  it('is for a tier or for a customer, not for both', async () => {
    const answer = await house.t.call('POST', '/pricing/lists', {
      as: '1:*',
      body: { code: 'BOTH', name: { de: 'x', en: 'x' }, customer: house.dealer.id, priceTier: 1 },
    });
    expect(answer).toMatchObject({ status: 422 });
  });

  it('once active, keeps whether its prices contain the tax', async () => {
    const { id } = await house.list({ code: 'TAX' }, []);
    const { version } = await house.get<{ version: number }>(`/pricing/lists/${id}`);
    const change = { as: '1:*', body: { taxIncluded: true }, headers: { 'if-match': `"${version}"` } };
    const answer = await house.t.call('PATCH', `/pricing/lists/${id}`, change);
    expect(JSON.stringify(answer.body)).toContain('pricing.listInUse');
    await house.post(`/pricing/lists/${id}/archive`);
  });

  it('takes its grid as a whole or not at all, and says what is wrong in which row', async () => {
    const { id } = await house.post('/pricing/lists', { code: 'GRID', name: { de: 'x', en: 'x' } });
    const save = (body: unknown) => house.t.call('POST', `/pricing/lists/${id}/prices`, { as: '1:*', body });
    const bad = await save({
      rows: [{ values: { ...it1(), price: '5' } }, { values: { ...it1(), price: '6' } }],
      removed: [],
    });
    expect((bad.body as unknown as Problem).fields?.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'rows.1.validFrom pricing.periodOverlaps',
    ]);
    expect((await house.get<{ total: number }>(`/pricing/prices?filter[priceList]=${id}`)).total).toBe(0);
    await save({ rows: [{ values: { ...it1(), price: '5' } }], removed: [] });
    const { items } = await house.get<{ items: { id: number; version: number; price: string }[] }>(
      `/pricing/prices?filter[priceList]=${id}`,
    );
    expect(items).toMatchObject([{ price: '5.00' }]);
    const [row] = items;
    const changed = await save({
      rows: [{ id: row?.id, version: row?.version, values: { price: '5.50' } }],
      removed: [],
    });
    expect(changed.body).toEqual({ saved: 1 });
    const stale = await save({ rows: [{ id: row?.id, version: row?.version, values: { price: '6' } }], removed: [] });
    expect(stale.body.code).toBe('kernel.staleVersion');
    const list = await house.post('/pricing/lists', { code: 'OTHER-GRID', name: { de: 'x', en: 'x' } });
    const other = (body: unknown) => house.t.call('POST', `/pricing/lists/${list.id}/prices`, { as: '1:*', body });
    const foreign = { id: row?.id, version: 2 };
    expect((await other({ rows: [{ ...foreign, values: { price: '1' } }], removed: [] })).status).toBe(404);
    expect((await other({ rows: [], removed: [foreign] })).status).toBe(404);
    const twice = [
      { ...foreign, values: { price: '1' } },
      { ...foreign, values: { price: '2' } },
    ];
    expect((await save({ rows: twice, removed: [] })).body).toMatchObject({
      fields: [{ path: 'rows.1.id', code: 'kernel.duplicate' }],
    });
    await save({ rows: [], removed: [{ id: row?.id, version: 2 }] });
    expect((await house.get<{ total: number }>(`/pricing/prices?filter[priceList]=${id}`)).total).toBe(0);
  });

  it('takes a grid in which two prices change places, whatever the order of the rows', async () => {
    const [early, late] = [
      { validFrom: '2026-01-01', validTo: '2026-06-30' },
      { validFrom: '2026-07-01', validTo: '2026-12-31' },
    ];
    const { id } = await house.post('/pricing/lists', { code: 'SWAP', name: { de: 'x', en: 'x' } });
    const save = (rows: unknown[]) =>
      house.t.call('POST', `/pricing/lists/${id}/prices`, { as: '1:*', body: { rows, removed: [] } });
    await save([{ values: { ...it1(), price: '5', ...early } }, { values: { ...it1(), price: '6', ...late } }]);
    const { items } = await house.get<{ items: Wire[] }>(`/pricing/prices?filter[priceList]=${id}&sort=price`);
    const [first, second] = items;
    const changed = await save([
      { values: { ...it1(), price: '7', validFrom: '2027-01-01' } },
      { id: first?.id, version: first?.version, values: late },
      { id: second?.id, version: second?.version, values: early },
    ]);
    expect(changed).toMatchObject({ status: 200, body: { saved: 3 } });
  });
});
