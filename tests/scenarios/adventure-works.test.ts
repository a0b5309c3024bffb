import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adventureSheets, readTable } from '#apps/server/demo/adventureworks/adventure-sheets.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { bomServer, explode, rollUpAll } from '#modules/bom/server/index.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { stockServer } from '#modules/stock/server/index.ts';
import { salesApp } from './trading-company.ts';

let t: TestApp;
const reports = new Map<string, Record<string, unknown>>();
const importSheet = async ({ path, csv }: { path: string; csv: string }) => {
  const answer = await t.call('POST', `/${path}/import`, {
    as: '1:*',
    body: csv,
    headers: { 'content-type': 'text/csv' },
  });
  expect({ path, status: answer.status, failed: answer.body.failed, errors: answer.body.errors }).toEqual({
    path,
    status: 200,
    failed: 0,
    errors: [],
  });
  return answer.body;
};
beforeAll(async () => {
  t = await salesApp({ modules: [orgServer, partyServer, catalogServer, stockServer, bomServer] });
  for (const sheet of adventureSheets()) reports.set(sheet.path, await importSheet(sheet));
}, 120_000);
afterAll(() => t.close());

/** An amount as a ratio, for a computation that shares nothing with the one under test. */
type Ratio = [bigint, bigint];
const ratio = (text: string): Ratio => {
  const [whole = '', decimals = ''] = text.split('.');
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)];
};

/** Plain recursion over the files: what is bought costs the least a vendor asks, what is made the sum of its parts. */
function plainCosts(): Map<string, Ratio> {
  const vendors = readTable('ProductVendor');
  const lines = readTable('BillOfMaterials').filter(({ EndDate }) => EndDate === '');
  const costOf = (product: string): Ratio => {
    const parts = lines.filter(({ ProductAssemblyID }) => ProductAssemblyID === product);
    if (parts.length === 0) {
      const asked = vendors
        .filter(({ ProductID }) => ProductID === product)
        .map(({ StandardPrice = '' }) => StandardPrice);
      return ratio(asked.sort((a, b) => Number(a) - Number(b))[0] ?? '0');
    }
    return parts.reduce<Ratio>(
      ([n, d], { ComponentID = '', PerAssemblyQty = '' }) => {
        const [part, quantity] = [costOf(ComponentID), ratio(PerAssemblyQty)];
        const [top, bottom] = [part[0] * quantity[0], part[1] * quantity[1]];
        return [n * bottom + top * d, d * bottom];
      },
      [0n, 1n],
    );
  };
  const assemblies = new Set(lines.map(({ ProductAssemblyID = '' }) => ProductAssemblyID));
  assemblies.delete('');
  return new Map([...assemblies].map((product) => [product, costOf(product)]));
}
const roundedTo = ([n, d]: Ratio, scale: bigint): number => Number((n * scale * 2n + d) / (2n * d));

describe('AdventureWorks', () => {
  it('comes in through the public import, and changes nothing a second time', async () => {
    expect(reports.get('catalog/variants')).toMatchObject({ read: 504, created: 504 });
    expect(reports.get('bom/lines')).toMatchObject({ read: 2383, created: 2383 });
    for (const sheet of adventureSheets()) expect(await importSheet(sheet)).toMatchObject({ created: 0, updated: 0 });
  }, 120_000);

  it('PRD-BOM-06 costs in every assembly what plain recursion over its files gives, to the cent', async () => {
    const kept = await t.app.engine.reader
      .selectFrom('bom_cost as c')
      .innerJoin('catalog_variant as v', 'v.id', 'c.variant')
      .select(['v.sku', 'c.unit_cost', 'c.is_incomplete'])
      .where('c.bom', 'is not', null)
      .execute();
    const totals = new Map(kept.map((row) => [String(row.sku), Number(row.unit_cost)]));
    const numbers = new Map(
      readTable('Product').map(({ ProductID = '', ProductNumber = '' }) => [ProductID, ProductNumber]),
    );
    const plain = plainCosts();
    expect(plain.size).toBe(238);
    expect(totals.size).toBe(238);
    expect(kept.filter((row) => row.is_incomplete === 1)).toEqual([]);
    const wrong = [...plain].filter(([product, cost]) => {
      const total = totals.get(numbers.get(product) ?? '') ?? Number.NaN;
      return total !== roundedTo(cost, 10_000n) || Math.round(total / 100) !== roundedTo(cost, 100n);
    });
    expect(wrong).toEqual([]);
    expect((await rollUpAll(t.ctx)).changed).toBe(0);
  });

  it('PRD-BOM-05 explodes a bicycle over its levels', async () => {
    const bike = await t.app.engine.reader
      .selectFrom('catalog_variant')
      .select('id')
      .where('sku', '=', 'BK-R93R-62')
      .executeTakeFirstOrThrow();
    const before = t.app.engine.statements();
    const { nodes } = await explode(t.ctx, Number(bike.id), 1_000_000, '2026-01-01');
    expect(Math.max(...nodes.map(({ level }) => level))).toBe(4);
    expect(t.app.engine.statements() - before).toBeLessThan(30);
  });
});
