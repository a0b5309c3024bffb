import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { create } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import type { QualitySummary } from '../contract/index.ts';
import { runFix } from '../server/fixes/apply-fix.ts';
import { runQuality } from '../server/index.ts';
import { takeSnapshot } from '../server/snapshot/take-snapshot.ts';
import { type House, openHouse } from './faulty-house.ts';

let house: House;
let now = Date.parse('2026-11-20T03:40:00Z');
beforeAll(async () => {
  house = await openHouse(() => now);
}, 60_000);
afterAll(() => house.close());

const silently = async () => undefined;
const day = 86_400_000;
const many = 1_200;

async function plantMany(): Promise<void> {
  const family = await house.product('90001');
  await house.variant('90001-0', family);
  const drafts = Array.from({ length: many }, (_, n) => ({
    sku: `90001-${n + 1}`,
    product: family,
    name: { de: `Figur ${n}`, en: `Figure ${n}` },
    category: house.categories.figures,
    retailPrice: 10_000,
    recommendedPrice: 10_000,
    purchasePrice: 10_000,
  }));
  await create(house.ctx, variant, drafts);
}

describe('PRD-LNK-21 the nightly count', () => {
  const trend = async () => {
    const { body } = await house.t.call('GET', '/quality/summary', { as: '1:*' });
    return (body as unknown as QualitySummary).rules.find(({ code }) => code === 'missingTradePrice')?.trend;
  };

  it('keeps one count for each day, so that the page shows a trend', async () => {
    await takeSnapshot(house.t.ctx);
    await plantMany();
    now += day;
    await takeSnapshot(house.t.ctx);
    await takeSnapshot(house.t.ctx);
    expect(await trend()).toEqual([
      { day: '2026-11-20', open: 0 },
      { day: '2026-11-21', open: many },
    ]);
    now += 40 * day;
    expect(await trend()).toEqual([]);
  });
});

describe('PRD-LNK-22 kontor quality', () => {
  const run = async (options: { json: boolean; only?: string[] }) => {
    const lines: string[] = [];
    const status = await runQuality(house.t.app, options, (line) => lines.push(line));
    return { status, text: lines.join('\n') };
  };

  it('prints the same as the interface, ends with 1 only where there are errors', async () => {
    const { body } = await house.t.call('GET', '/quality/summary', { as: '1:*' });
    const { status, text } = await run({ json: true });
    expect(JSON.parse(text)).toEqual(body);
    expect(status).toBe(0);
    await house.variant('LOST', null, { legacyFamilie: 'F'.repeat(32) });
    expect(await run({ json: true })).toMatchObject({ status: 1 });
    expect(await run({ json: false, only: ['missingTradePrice'] })).toMatchObject({ status: 0 });
    const { text: one } = await run({ json: false, only: ['variantKeyNotFound'] });
    expect(one).toMatch(/^error {9}1 .*\[variantKeyNotFound\]\n1 errors, 0 warnings, 0 hints, 0 accepted/);
    expect(await run({ json: true, only: ['noSuchRule'] })).toMatchObject({ status: 2 });
  });
});

describe('a fix of very many rows', () => {
  const request = { rule: 'missingTradePrice', fix: 'takeFromFamily' as const, input: {} };

  it('is previewed row by row', async () => {
    const answer = await house.t.call('POST', '/quality/fixes', { as: '1:*', body: { ...request, dryRun: true } });
    const { rows, total } = answer.body as { rows: unknown[]; total: number };
    expect([rows.length, total]).toEqual([many, many]);
  });

  it('runs as a job, in several transactions, in the name of who asked', async () => {
    const asked = await house.t.call('POST', '/quality/fixes', { as: '1:*', body: request });
    expect(asked).toMatchObject({ status: 202, body: { job: { kind: 'quality.fix', state: 'queued', userId: 1 } } });
    const reports: number[] = [];
    const result = await runFix(house.t.as('*'), request, async (done) => void reports.push(done));
    expect(result).toEqual({ done: many, skipped: [] });
    expect(reports).toEqual([500, 1000, many]);
    expect(await runFix(house.t.as('*'), request, silently)).toEqual({ done: 0, skipped: [] });
    await expect(
      runFix(house.t.as('catalog.variant:read'), { ...request, rule: 'missingPurchasePrice' }, silently),
    ).rejects.toMatchObject({
      code: 'quality.unknownRule',
    });
  });
});
