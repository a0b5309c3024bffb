import type { ModuleServer } from '#kernel/server/module.ts';
import { type TestApp, type TestAppOptions, testApp } from '#kernel/server/testing.ts';
import { loadTexts } from '#kernel/server/texts.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { pricingServer } from '#modules/pricing/server/index.ts';

const modules: readonly ModuleServer[] = [orgServer, partyServer, catalogServer, pricingServer];
const folder = (name: string) => new URL(`../../../${name}/locales`, import.meta.url).pathname;

/** 23 November 2026, ten o'clock in Germany. */
export const monday = Date.parse('2026-11-23T09:00:00Z');

export type Wire = Record<string, unknown> & { id: number; version: number };
export interface Problem {
  code: string;
  fields?: { path: string; code: string; message: string }[];
}

/** A house with one article, a dealer and a consumer, to try prices in. */
export interface PriceHouse {
  t: TestApp;
  /** The clock; set it to make time pass. */
  time: { now: number };
  article: Wire;
  family: Wire;
  dealer: Wire;
  consumer: Wire;
  get<T = Record<string, unknown>>(url: string, options?: { as?: string; language?: 'de' | 'en' }): Promise<T>;
  post(url: string, body?: unknown): Promise<Wire>;
  patch(url: string, version: number, body: unknown): Promise<Wire>;
  /** An active list with prices of it. */
  list(body: Record<string, unknown>, prices: readonly Record<string, unknown>[]): Promise<Wire>;
  /** `price` and the steps' codes, as an answer in short. */
  ask(query: Record<string, string | number>): Promise<{ price: string | null; steps: string; lost: string }>;
  close(): Promise<void>;
}

const address = { kind: 'billing', street: 'Marktplatz 1', postalCode: '86911', city: 'Dießen', country: 'DE' };

export async function openPriceHouse(options: TestAppOptions = {}): Promise<PriceHouse> {
  const time = { now: monday };
  const texts = loadTexts([
    folder('kernel'),
    ...['org', 'party', 'catalog', 'pricing'].map((one) => folder(`modules/${one}`)),
  ]);
  const t = await testApp(modules, { clock: () => time.now, texts, ...options });
  for (const module of modules) await module.seed?.(t.ctx);
  const sure = async (answer: ReturnType<TestApp['call']>, url: string): Promise<Wire> => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${url}: ${status} ${JSON.stringify(body)}`);
    return body as Wire;
  };
  const post = (url: string, body: unknown = {}) => sure(t.call('POST', url, { as: '1:*', body }), url);
  const get = async <T>(url: string, { as = '1:*', language }: { as?: string; language?: 'de' | 'en' } = {}) =>
    (await sure(t.call('GET', url, { as, ...(language && { language }) }), url)) as T;
  const patch = (url: string, version: number, body: unknown) =>
    sure(t.call('PATCH', url, { as: '1:*', body, headers: { 'if-match': `"${version}"` } }), url);
  const family = await post('/catalog/products', { sku: '11400', name: { de: 'Löwe', en: 'Lion' } });
  const article = await post('/catalog/variants', {
    sku: '900001',
    product: family.id,
    retailPrice: '39.50',
    tradePrice: '17.80',
    purchasePrice: '6.60',
  });
  const dealer = await post('/party/customers', {
    type: 'company',
    companyName: 'Zinnhaus Müller',
    addresses: [address],
  });
  const consumer = await post('/party/customers', { type: 'individual', lastName: 'Huber', addresses: [address] });
  return {
    t,
    time,
    article,
    family,
    dealer,
    consumer,
    get,
    post,
    patch,
    list: async (body, prices) => {
      const code = String(body.code);
      const list = await post('/pricing/lists', { name: { de: code, en: code }, ...body });
      for (const one of prices) await post('/pricing/prices', { priceList: list.id, ...one });
      await post(`/pricing/lists/${list.id}/activate`);
      return list;
    },
    ask: async (query) => {
      const params = new URLSearchParams(
        Object.entries({ variant: article.id, ...query }).map(([k, v]) => [k, String(v)]),
      );
      type Said = { price: string | null; steps: { code: string }[]; losers: { code: string }[] };
      const said = await get<Said>(`/pricing/price?${params}`);
      const codes = (of: { code: string }[]) => of.map(({ code }) => code).join(' ');
      return { price: said.price, steps: codes(said.steps), lost: codes(said.losers) };
    },
    close: () => t.close(),
  };
}
