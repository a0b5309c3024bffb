import type { ModuleServer } from '#kernel/server/module.ts';
import { type TestApp, type TestAppOptions, testApp } from '#kernel/server/testing.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { pricingServer } from '#modules/pricing/server/index.ts';
import { salesServer } from '#modules/sales/server/index.ts';
import { stockServer } from '#modules/stock/server/index.ts';

export const salesModules: readonly ModuleServer[] = [
  orgServer,
  partyServer,
  catalogServer,
  pricingServer,
  stockServer,
  salesServer,
];

/** The application up to sales, with its ground data. */
export async function salesApp(options: TestAppOptions & { modules?: readonly ModuleServer[] } = {}): Promise<TestApp> {
  const { modules = salesModules, ...rest } = options;
  const t = await testApp(modules, rest);
  for (const module of modules) await module.seed?.(t.ctx);
  return t;
}

/** A client that may do everything, or just what `as` says. */
export function client(t: TestApp, as = '1:*') {
  const ok = async (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => {
    const answer = await t.call(method, url, { as, body, ...(headers && { headers }) });
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Record<string, unknown> & { id: number; version: number };
  };
  return {
    get: (url: string) => ok('GET', url),
    post: (url: string, body: unknown = {}, headers?: Record<string, string>) => ok('POST', url, body, headers),
  };
}
export type Client = ReturnType<typeof client>;

/** A company ready to sell: `count` variants with `pieces` each in the main store, a German dealer and an Austrian consumer. */
export async function stockedCompany(api: Client, options: { count: number; pieces: number }) {
  const variants: number[] = [];
  for (let n = 1; n <= options.count; n++) {
    const body = {
      sku: `90000${n}`,
      legacySku: `1140${n}-BE`,
      name: { de: `Löwe ${n}`, en: `Lion ${n}` },
      retailPrice: '39.50',
      tradePrice: '17.80',
      purchasePrice: '6.60',
    };
    variants.push((await api.post('/catalog/variants', body)).id);
  }
  if (options.pieces > 0) {
    const lines = variants.map((product) => ({ product, quantity: String(options.pieces) }));
    const receipt = await api.post('/stock/receipts', { supplierName: 'Gießerei', lines });
    await api.post(`/stock/receipts/${receipt.id}/post`);
  }
  const dealer = await api.post('/party/customers', {
    type: 'company',
    companyName: 'Zinnhaus Müller GmbH',
    addresses: [{ kind: 'billing', street: 'Marktplatz 1', postalCode: '86911', city: 'Dießen', country: 'DE' }],
  });
  const consumer = await api.post('/party/customers', {
    type: 'individual',
    firstName: 'Anna',
    lastName: 'Huber',
    language: 'en',
    addresses: [{ kind: 'billing', street: 'Getreidegasse 9', postalCode: '5020', city: 'Salzburg', country: 'AT' }],
  });
  return { variants, dealer: dealer.id, consumer: consumer.id };
}
