import { CompiledQuery } from 'kysely';
import { type ListQuery, parseFilterParam } from '#kernel/contract/index.ts';
import { trusted } from '#kernel/server/ctx.ts';
import { listRecords } from '#kernel/server/read.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { create } from '#kernel/server/write.ts';
import { category, variant } from '#modules/catalog/contract/index.ts';
import { salesApp } from '../tests/scenarios/trading-company.ts';
import { median, type Result } from './measure.ts';

const rows = Number(process.env.ROWS ?? 100_000);
const chunk = 500;
const words = [
  'Löwe',
  'Ritter',
  'Engel',
  'Stern',
  'Bär',
  'Gänseliesel',
  'Landsknecht',
  'Pyramide',
  'Drache',
  'Prinzessin',
];

/** The write path with product rows, then the list of 50 from 100,000 against the same SQL by hand. */
export async function benchCatalogue(): Promise<Result[]> {
  const t = await salesApp({ file: true });
  try {
    const rate = await fill(t);
    return [rate, await listRatio(t)];
  } finally {
    await t.close();
  }
}

async function fill(t: TestApp): Promise<Result> {
  const ctx = trusted(t.ctx);
  const groups = await create(
    ctx,
    category,
    words.map((word, index) => ({ code: `G${index}`, name: { de: word, en: null } })),
  );
  const draft = (n: number) => ({
    sku: String(800_000 + n),
    legacySku: `${10_000 + (n >> 2)}-${['BE', 'BL', 'AV', 'KS'][n & 3]}`,
    name: { de: `${words[n % words.length]} ${n}, bemalt`, en: `Figure ${n}, painted` },
    category: groups[n % groups.length]?.id ?? 0,
    retailPrice: ((n * 7919) % 9_000) * 100 + 10_000,
    tradePrice: ((n * 7919) % 4_000) * 100 + 5_000,
    weight: 40_000_000,
    legacyKey: `key-${n}`,
    legacyRefOld: String(n),
  });
  const rates: number[] = [];
  for (let start = 0; start < rows; start += chunk * 10) {
    const began = performance.now();
    for (let at = start; at < start + chunk * 10; at += chunk) {
      await create(
        ctx,
        variant,
        Array.from({ length: chunk }, (_, index) => draft(at + index)),
      );
    }
    rates.push((chunk * 10) / ((performance.now() - began) / 1000));
  }
  return {
    name: 'product rows/s through the write path (100,000 variants)',
    value: Math.round(median(rates)),
    unit: 'rows/s',
    ...(t.app.engine.dialect === 'sqlite' && { bar: ['>=', 2000] as ['>=', number] }),
  };
}

/** A page as the variant list asks for it: filtered by category, sorted by price, with all list columns. */
async function listRatio(t: TestApp): Promise<Result> {
  const category = await t.app.engine.reader
    .selectFrom('catalog_category')
    .select('id')
    .where('code', '=', 'G3')
    .executeTakeFirstOrThrow();
  const filter = parseFilterParam('filter[category]', String(category.id));
  const query: ListQuery = {
    filters: filter ? [filter] : [],
    sort: 'sku',
    limit: 50,
    fields: ['sku', 'legacySku', 'name', 'category', 'state', 'retailPrice', 'tradePrice'],
  };
  const ctx = t.as('catalog.variant:read', 'catalog.category:read');
  const served = t.app.served(variant.name);
  const raw = CompiledQuery.raw(
    `SELECT v.id, v.version, v.created_at, v.updated_at, v.sku, v.legacy_sku, v.name_de, v.name_en, v.category, c.name_de AS category_de, c.name_en AS category_en, v.state, v.retail_price, v.trade_price
     FROM catalog_variant v LEFT JOIN catalog_category c ON c.id = v.category WHERE v.category = ? ORDER BY v.sku, v.id LIMIT 51`,
    [Number(category.id)],
  );
  const count = CompiledQuery.raw(
    'SELECT COUNT(*) FROM (SELECT id FROM catalog_variant WHERE category = ? LIMIT 1001) x',
    [Number(category.id)],
  );
  const time = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    for (let n = 0; n < 20; n++) await work();
    return (performance.now() - began) / 20;
  };
  const pairs: { list: number; sql: number }[] = [];
  for (let round = 0; round < 15; round++) {
    const sql = await time(async () => {
      await t.app.engine.reader.executeQuery(raw);
      await t.app.engine.reader.executeQuery(count);
    });
    pairs.push({ sql, list: await time(() => listRecords(ctx, served, query)) });
  }
  const kept = pairs.slice(3);
  const before = t.app.engine.statements();
  await listRecords(ctx, served, query);
  return {
    name: 'list of 50 from 100,000 variants, filter and sort ÷ raw SQL',
    value: median(kept.map(({ list, sql }) => list / sql)),
    unit: 'ratio',
    bar: ['<=', 3],
    detail: `${median(kept.map(({ list }) => list)).toFixed(2)} ms against ${median(kept.map(({ sql }) => sql)).toFixed(2)} ms, ${t.app.engine.statements() - before} statements`,
  };
}
