import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { orgServer } from '../server/index.ts';

const company = { name: 'Zinnfiguren Muster GmbH', street: 'Herrenstraße 7', postalCode: '86911', city: 'Dießen' };

describe('the company', () => {
  let t: TestApp;
  const create = (country: string) => t.call('POST', '/org/companies', { as: '1:*', body: { ...company, country } });
  beforeAll(async () => {
    t = await testApp([orgServer]);
    await orgServer.seed?.(t.ctx);
  });
  afterAll(() => t.close());

  it('has a country that exists: its name is printed on invoices for abroad', async () => {
    for (const country of ['D1', '!!', 'QX'])
      expect(await create(country)).toMatchObject({
        status: 422,
        body: { fields: [{ path: 'country', code: 'org.countryInvalid' }] },
      });
    expect(await create('at')).toMatchObject({ status: 201, body: { country: 'AT' } });
  });
});
