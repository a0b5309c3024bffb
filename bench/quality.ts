import { sql } from 'kysely';
import { trusted } from '#kernel/server/ctx.ts';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { create } from '#kernel/server/write.ts';
import { bomServer } from '#modules/bom/server/index.ts';
import { category, product, variant } from '#modules/catalog/contract/index.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { identityServer } from '#modules/identity/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { pricingServer } from '#modules/pricing/server/index.ts';
import { countRule, qualityServer, visibleRules } from '#modules/quality/server/index.ts';
import { stockServer } from '#modules/stock/server/index.ts';
import type { Result } from './measure.ts';

const rows = Number(process.env.ROWS ?? 100_000);
const perFamily = 4;
const chunk = 2_000;
const rounds = 5;
/** No rule keeps the others waiting for longer than this, in ms. */
const bar = 300;

const modules = [
  orgServer,
  identityServer,
  partyServer,
  catalogServer,
  pricingServer,
  stockServer,
  bomServer,
  qualityServer,
];

/** Every rule of data quality at 100,000 variants, and all of them against a plain count. */
export async function benchQuality(): Promise<Result[]> {
  const t = await testApp(modules, { file: true });
  for (const module of modules) await module.seed?.(t.ctx);
  try {
    await fill(t);
    return await measure(t);
  } finally {
    await t.close();
  }
}

/** Families of four, one in fifty with a fault of some kind. */
async function fill(t: TestApp): Promise<void> {
  const ctx = trusted(t.ctx);
  const groups = await create(ctx, category, [{ code: 'FIG', name: { de: 'Figuren', en: 'Figures' } }]);
  const group = groups[0]?.id ?? 0;
  for (let at = 0; at < rows / perFamily; at += chunk / perFamily) {
    const parents = await create(
      ctx,
      product,
      Array.from({ length: chunk / perFamily }, (_, n) => ({
        sku: String(500_000 + at + n),
        name: { de: `Figur ${at + n}`, en: (at + n) % 50 === 0 ? null : `Figure ${at + n}` },
        category: group,
        legacyId: `L${at + n}`,
      })),
    );
    await create(
      ctx,
      variant,
      parents.flatMap((parent, n) => family(at + n, parent.id, group)),
    );
  }
}

const family = (n: number, parent: number, group: number) =>
  Array.from({ length: perFamily }, (_, index) => {
    const number = n * perFamily + index;
    const isFaulty = number % 50 === 0;
    return {
      sku: String(8_000_000 + number),
      legacySku: `${500_000 + n}-${['BE', 'BL', 'AV', 'KS'][index]}`,
      legacyId: `V${number}`,
      legacyFamilie: `L${n}`,
      product: isFaulty && index === 0 ? null : parent,
      name: { de: `Figur ${number}, bemalt`, en: `Figure ${number}, painted` },
      category: group,
      weight: isFaulty ? null : 24_000_000,
      retailPrice: 390_000,
      tradePrice: isFaulty ? null : 170_000,
      recommendedPrice: 340_000,
      purchasePrice: 66_000,
    };
  });

async function measure(t: TestApp): Promise<Result[]> {
  const time = async (work: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      await work();
      times.push(performance.now() - began);
    }
    // The machine's other work only ever adds.
    return Math.min(...times);
  };
  const plain = await time(() => sql`SELECT COUNT(retail_price) FROM catalog_variant`.execute(t.app.engine.reader));
  const timed: { code: string; ms: number }[] = [];
  for (const rule of visibleRules(t.ctx)) timed.push({ code: rule.code, ms: await time(() => countRule(t.ctx, rule)) });
  timed.sort((a, b) => b.ms - a.ms);
  const total = timed.reduce((sum, { ms }) => sum + ms, 0);
  const slowest = timed
    .slice(0, 5)
    .map(({ code, ms }) => `${code} ${ms.toFixed(0)}`)
    .join(', ');
  return [
    {
      name: `slowest rule of data quality (${rows.toLocaleString('en')} variants)`,
      value: Math.round(timed[0]?.ms ?? 0),
      unit: 'ms',
      ...(t.app.engine.dialect === 'sqlite' && { bar: ['<=', bar] as ['<=', number] }),
      detail: slowest,
    },
    {
      name: `all ${timed.length} rules ÷ as many plain scans of the variants`,
      value: total / (plain * timed.length),
      unit: 'ratio',
      detail: `${total.toFixed(0)} ms against ${plain.toFixed(1)} ms for each scan`,
    },
  ];
}
