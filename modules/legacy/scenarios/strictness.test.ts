import { afterEach, describe, expect, it } from 'vitest';
import type { ModuleServer } from '#kernel/server/module.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { catalogueState, type LegacyHouse, openHouse, reportOf, rowsBy, small } from './legacy-house.ts';

let house: LegacyHouse;
afterEach(() => house.close());

/** A catalogue with a rule that finds fault with names that end so, or calls them doubtful. */
const withRule = (level: 'fail' | 'warn', ending: string): ModuleServer => ({
  ...catalogServer,
  resources: catalogServer.resources.map((definition) => {
    if (definition.resource.name !== 'catalog.product') return definition;
    const { check } = definition.behaviour;
    return {
      ...definition,
      behaviour: {
        ...definition.behaviour,
        check: async (ctx, changes) => {
          await check?.(ctx, changes);
          for (const change of changes)
            if (String(change.row.sku).endsWith(ending)) change[level]('name', 'party.noEmail', {});
        },
      },
    };
  }),
});

const families = { families: true };
const counts = { read: 60, created: 0, updated: 0, unchanged: 0, failed: 0 };

describe('PRD-VAL-01 PRD-VAL-15 how strict the sync is, as for files', () => {
  it('reports what a rule of the catalogue finds doubtful, and takes the row over', async () => {
    house = await openHouse({ ...small, broken: false }, [], withRule('warn', '1'));
    const [run] = await house.import(families);
    expect(run).toMatchObject({ ...counts, created: 60, state: 'succeeded' });
    const doubtful = (await reportOf(house, run)).filter(([, , code]) => code === 'party.noEmail');
    const ending = [...(await rowsBy(house, 'catalog_product', 'sku')).keys()].filter((sku) => sku.endsWith('1'));
    expect(ending.length).toBeGreaterThan(0);
    expect(doubtful.map(([severity]) => severity)).toEqual(ending.map(() => 'warning'));
  });

  it('leaves doubtful rows out when it is asked to, whoever finds them doubtful', async () => {
    house = await openHouse({ ...small, broken: false }, [], withRule('warn', '1'));
    const [lenient] = await house.import({ ...families, dryRun: true });
    const doubtful = new Set((await reportOf(house, lenient)).map(([, key]) => key));
    expect(doubtful.size).toBeGreaterThan(3);
    const before = await catalogueState(house);
    const [tried] = await house.import({ ...families, strictness: 'warnings', dryRun: true });
    expect(await catalogueState(house)).toBe(before);
    const [run] = await house.import({ ...families, strictness: 'warnings' });
    const expected = { ...counts, created: 60 - doubtful.size, failed: doubtful.size, state: 'partial' };
    expect(tried).toMatchObject(expected);
    expect(run).toMatchObject(expected);
    const products = await rowsBy(house, 'catalog_product');
    for (const key of doubtful) expect(products.has(String(key))).toBe(false);
    const report = await reportOf(house, run);
    expect(new Set(report.filter(([severity]) => severity === 'error').map(([, key]) => key))).toEqual(doubtful);
  });

  it.each([true, false])('ends before the first faulty row when it is asked to (dry run: %s)', async (dryRun) => {
    house = await openHouse(small);
    const [lenient] = await house.import({ families: true, dryRun: true });
    const [first] = (await reportOf(house, lenient)).filter(([severity]) => severity === 'error');
    const runs = await house.import({ families: true, variants: true, strictness: 'stop', dryRun });
    expect(runs).toMatchObject([{ kind: 'families', failed: 1, stopped: true, state: 'partial' }]);
    const { created = 0, read = 0 } = runs[0] ?? {};
    expect([created, read]).toEqual([expect.toSatisfy((n: number) => n > 0 && n < 58), created + 1]);
    expect((await rowsBy(house, 'catalog_product')).size).toBe(dryRun ? 0 : created);
    const report = await reportOf(house, runs[0]);
    expect(report.slice(0, 2)).toEqual([first, ['error', first?.[1], 'legacy.stopped']]);
  });

  it('ends before a row that only a rule refuses, and finds it in a dry run, too', async () => {
    house = await openHouse({ ...small, broken: false }, [], withRule('fail', '1'));
    for (const dryRun of [true, false]) {
      const [run] = await house.import({ ...families, strictness: 'stop', dryRun });
      expect(run).toMatchObject({ failed: 1, stopped: true, state: 'partial' });
      expect(run?.read).toBe((run?.created ?? 0) + 1);
    }
    const skus = [...(await rowsBy(house, 'catalog_product', 'sku')).keys()];
    expect(skus.filter((sku) => sku.endsWith('1'))).toEqual([]);
  });

  it('says in a dry run which rows the rules will refuse', async () => {
    house = await openHouse({ ...small, broken: false }, [], withRule('fail', '1'));
    const [tried] = await house.import({ families: true, variants: true, dryRun: true });
    const [run] = await house.import({ families: true, variants: true });
    expect(tried?.failed).toBeGreaterThan(0);
    expect({ ...tried, ...same }).toEqual({ ...run, ...same });
  });
});

const same = { id: 0, number: '', dryRun: false, took: null };
