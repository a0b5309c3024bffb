import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSet } from '#apps/legacy-simulator/data-set/create-data-set.ts';
import { create } from '#kernel/server/write.ts';
import { category, categoryMapping } from '#modules/catalog/contract/index.ts';
import { type LegacyHouse, openHouse, small } from './legacy-house.ts';

describe('groups of the legacy system', () => {
  let house: LegacyHouse;
  const families = () =>
    house.t.app.engine.reader
      .selectFrom('catalog_product as p')
      .innerJoin('catalog_category as c', 'c.id', 'p.category')
      .select(['p.legacy_group', 'c.code'])
      .where('p.legacy_group', 'is not', null)
      .execute();

  beforeAll(async () => {
    house = await openHouse({ dataSet: createDataSet(small) });
  }, 60_000);
  afterAll(() => house.close());

  it('PRD-BOM-10 are kept at the product, and decide its category once they are mapped', async () => {
    await house.import({ families: true });
    const before = await families();
    const group = String(before[0]?.legacy_group);
    expect(new Set(before.map(({ code }) => code))).toEqual(new Set(['UNCATEGORIZED']));

    const [knights] = await create(house.t.ctx, category, [{ code: 'KNIGHTS', name: { de: 'Ritter', en: 'Knights' } }]);
    await create(house.t.ctx, categoryMapping, [{ legacyGroup: group, category: knights?.id ?? 0 }]);
    await house.import({ families: true });
    for (const row of await families()) expect(row.code).toBe(row.legacy_group === group ? 'KNIGHTS' : 'UNCATEGORIZED');
  });
});
