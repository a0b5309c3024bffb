import { CompiledQuery } from 'kysely';
import { trusted } from '#kernel/server/ctx.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { act, create } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { price, priceList } from '#modules/pricing/contract/index.ts';
import { type PriceAsk, pricesFor } from '#modules/pricing/server/index.ts';
import { client, salesApp, stockedCompany } from '../tests/scenarios/trading-company.ts';
import { median, type Result } from './measure.ts';

const articles = Number(process.env.ROWS ?? 20_000);
const lines = 100;
const chunk = 500;
const date = '2026-11-23';

/** Prices of 100 lines out of 100,000 list prices, against the same reading by hand. */
export async function benchPricing(): Promise<Result[]> {
  const t = await salesApp({ file: true });
  try {
    const { dealer } = await stockedCompany(client(t), { count: 1, pieces: 0 });
    const { ids, perSecond } = await fill(t, dealer);
    const asks = Array.from({ length: lines }, (_, n): PriceAsk => {
      return { variant: ids[(n * 197) % ids.length] ?? 0, customer: dealer, quantity: (1 + n) * 1_000_000, date };
    });
    const statements = async (count: number) => {
      const before = t.app.engine.statements();
      await pricesFor(t.ctx, asks.slice(0, count));
      return t.app.engine.statements() - before;
    };
    const [one, all] = [await statements(1), await statements(lines)];
    return [
      {
        name: 'SQL statements for the prices of 100 lines',
        value: all,
        unit: 'statements',
        bar: ['<=', 4],
        detail: `${one} for one line`,
      },
      await priceRatio(t, asks),
      {
        name: `list prices/s through the write path (${articles * 5} prices)`,
        value: Math.round(perSecond),
        unit: 'rows/s',
        ...(t.app.engine.dialect === 'sqlite' && { bar: ['>=', 2000] as ['>=', number] }),
      },
    ];
  } finally {
    await t.close();
  }
}

/** Five active lists (for everyone, with a break, for the tier, for the shop, for the customer) with a price of every article. */
async function fill(t: TestApp, customer: number): Promise<{ ids: number[]; perSecond: number }> {
  const ctx = trusted(t.ctx);
  const ids: number[] = [];
  for (let start = 0; start < articles; start += chunk) {
    const drafts = Array.from({ length: Math.min(chunk, articles - start) }, (_, n) => {
      const number = start + n;
      return {
        sku: `P${number}`,
        name: { de: `Figur ${number}`, en: null },
        tradePrice: 100_000 + number,
        retailPrice: 200_000,
      };
    });
    ids.push(...(await create(ctx, variant, drafts)).map(({ id }) => id));
  }
  const tier = await t.app.engine.reader
    .selectFrom('party_price_tier')
    .select('id')
    .where('code', '=', 'TRADE')
    .executeTakeFirstOrThrow();
  const lists = await create(
    ctx,
    priceList,
    [{}, {}, { priceTier: Number(tier.id) }, { channel: 'shop' as const }, { customer }].map((more, n) => ({
      code: `L${n}`,
      name: { de: `Liste ${n}`, en: null },
      ...more,
    })),
  );
  const rates: number[] = [];
  for (const [n, list] of lists.entries()) {
    for (let start = 0; start < ids.length; start += chunk) {
      const began = performance.now();
      const part = ids.slice(start, start + chunk);
      await create(
        ctx,
        price,
        part.map((id) => ({
          priceList: list.id,
          variant: id,
          price: 90_000 - n * 100,
          minQuantity: n === 1 ? 10_000_000 : 0,
        })),
      );
      rates.push(part.length / ((performance.now() - began) / 1000));
    }
    await act(ctx, priceList, 'activate', list.id);
  }
  return { ids, perSecond: median(rates) };
}

/** The same rows by hand: variants, terms, lists and their prices for these variants, four prepared statements. */
async function priceRatio(t: TestApp, asks: readonly PriceAsk[]): Promise<Result> {
  const ids = asks.map((ask) => ask.variant);
  const marks = ids.map(() => '?').join(', ');
  const raw = [
    CompiledQuery.raw(
      `SELECT v.id, v.sku, v.product, v.category, v.trade_price, t.rate FROM catalog_variant v JOIN org_tax_rate t ON t.id = v.tax_rate WHERE v.id IN (${marks})`,
      ids,
    ),
    CompiledQuery.raw(
      'SELECT c.id, c.discount, t.* FROM party_customer c JOIN party_price_tier t ON t.id = c.price_tier WHERE c.id = ?',
      [asks[0]?.customer],
    ),
    CompiledQuery.raw("SELECT * FROM pricing_price_list WHERE state = 'active'"),
    CompiledQuery.raw(
      `SELECT p.* FROM pricing_price p WHERE p.price_list IN (SELECT id FROM pricing_price_list WHERE state = 'active') AND p.variant IN (${marks})`,
      ids,
    ),
  ];
  const time = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    for (let n = 0; n < 20; n++) await work();
    return (performance.now() - began) / 20;
  };
  const pairs: { ours: number; sql: number }[] = [];
  for (let round = 0; round < 15; round++) {
    const sql = await time(async () => {
      for (const query of raw) await t.app.engine.reader.executeQuery(query);
    });
    pairs.push({ sql, ours: await time(() => pricesFor(t.ctx, asks)) });
  }
  const kept = pairs.slice(3);
  return {
    name: 'prices of 100 lines from 100,000 list prices ÷ raw SQL',
    value: median(kept.map(({ ours, sql }) => ours / sql)),
    unit: 'ratio',
    bar: ['<=', 3],
    detail: `${median(kept.map(({ ours }) => ours)).toFixed(2)} ms against ${median(kept.map(({ sql }) => sql)).toFixed(2)} ms`,
  };
}
