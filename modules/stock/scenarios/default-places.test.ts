import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { stockServer } from '../server/index.ts';

interface Place extends Record<string, unknown> {
  id: number;
  version: number;
  kind: string;
}

/** Receipts and deliveries look for the default place of a kind: it must not be taken away under their feet. */
describe('default places', () => {
  let t: TestApp;
  const as = '1:*';
  const places = async () =>
    (await t.call('GET', '/stock/locations?filter[isDefault]=true&limit=50', { as })).body.items as Place[];
  const place = async (kind: string) => (await places()).find((one) => one.kind === kind) as Place;
  const match = ({ version }: Place) => ({ 'if-match': `"${version}"` });
  const patch = (one: Place, body: object) =>
    t.call('PATCH', `/stock/locations/${one.id}`, { as, body, headers: match(one) });
  beforeAll(async () => {
    t = await testApp([orgServer, partyServer, catalogServer, stockServer]);
    for (const module of [orgServer, partyServer, catalogServer, stockServer]) await module.seed?.(t.ctx);
  });
  afterAll(() => t.close());

  it('PRD-WHS-06 are there from the start, in the one warehouse that a new house has', async () => {
    const { items } = (await t.call('GET', '/stock/warehouses', { as })).body as { items: { id: number }[] };
    expect(items).toMatchObject([{ code: 'MAIN' }]);
    const stored = (await places()).filter(({ kind }) => kind === 'storage');
    expect(stored).toMatchObject([
      { code: 'MAIN-STOCK', purpose: 'sale', warehouse: { id: items[0]?.id } },
      { code: 'MAIN-TRANSIT', purpose: 'transit', warehouse: { id: items[0]?.id } },
    ]);
  });

  it('cannot be deleted, not even before anything lay there', async () => {
    const before = await places();
    for (const one of before) {
      const answer = await t.call('DELETE', `/stock/locations/${one.id}`, { as, headers: match(one) });
      expect([one.kind, answer.status, answer.body.code]).toEqual([one.kind, 409, 'stock.defaultLocationNeeded']);
    }
    expect(await places()).toHaveLength(before.length);
  });

  it('give their role to another place, never to none', async () => {
    const main = await place('storage');
    expect(await patch(main, { isDefault: false })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'isDefault', code: 'stock.defaultLocationNeeded' }] },
    });
    const { warehouse } = (await t.call('GET', `/stock/locations/${main.id}`, { as })).body as {
      warehouse: { id: number };
    };
    const body = { code: 'SECOND', warehouse: warehouse.id, isDefault: true };
    expect(await t.call('POST', '/stock/locations', { as, body })).toMatchObject({ status: 201 });
    // There is one of them: the other takes the role over.
    expect((await places()).filter(({ kind, purpose }) => kind === 'storage' && purpose === 'sale')).toMatchObject([
      { code: 'SECOND' },
    ]);
    const gone = await t.call('GET', `/stock/locations/${main.id}`, { as });
    const answer = await t.call('DELETE', `/stock/locations/${main.id}`, { as, headers: match(gone.body as Place) });
    expect(answer.status).toBe(204);
  });
});
