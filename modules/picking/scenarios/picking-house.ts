import { expect } from 'vitest';
import { parseDecimal } from '#kernel/contract/index.ts';
import { withTransaction } from '#kernel/server/ctx.ts';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { documentsServer } from '#modules/documents/server/index.ts';
import { businessDate, orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { pricingServer } from '#modules/pricing/server/index.ts';
import { salesServer } from '#modules/sales/server/index.ts';
import { defaultLocation, postMovements, stockServer } from '#modules/stock/server/index.ts';
import type { Packing, Walk, WalkTask } from '../contract/index.ts';
import { pickingServer } from '../server/index.ts';

const modules = [
  orgServer,
  partyServer,
  documentsServer,
  catalogServer,
  pricingServer,
  stockServer,
  salesServer,
  pickingServer,
];

type Wire = Record<string, unknown> & { id: number; version: number };
type Answer = { status: number; body: Record<string, unknown> };

/** The calls of devices and pages. */
function callsOf(t: TestApp) {
  const send = (url: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer> =>
    t.call('POST', url, { as: '1:*', body, headers });
  const post = async (url: string, body: object = {}): Promise<Wire> => {
    const answer = await send(url, body);
    expect(answer.status, `${url}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body as Wire;
  };
  const get = async <T>(url: string): Promise<T> => (await t.call('GET', url, { as: '1:*' })).body as T;
  const idOf = async (url: string, body: object): Promise<number> => (await post(url, body)).id;
  return {
    send,
    post,
    get,
    product: (sku: string, values: object = {}) =>
      idOf('/catalog/variants', { sku, name: { de: sku, en: sku }, retailPrice: '9', tradePrice: '5', ...values }),
    boxType: (name: string, values: object) => idOf('/stock/box-types', { name, ...values }),
    box: (code: string, values: object = {}) => idOf('/stock/boxes', { code, ...values }),
    plan: (orders: readonly number[], more: object = {}) => post('/picking/plans', { orders, ...more }),
    walk: (wave: number) => get<Walk>(`/picking/waves/${wave}/walk`),
    packing: (list: number) => get<Packing>(`/picking/lists/${list}/packing`),
    take: (wave: number, task: WalkTask, quantity: string, more: object = {}, headers: Record<string, string> = {}) =>
      send(`/picking/waves/${wave}/take`, { ...spotOf(task), quantity, ...more }, headers),
  };
}

/** On hand and reserved by place: `R1-F1` → `5 (2)`. */
async function lyingOf(t: TestApp, product: number): Promise<Record<string, string>> {
  const rows = await t.ctx.db
    .selectFrom('stock_balance as b')
    .innerJoin('stock_location as l', 'l.id', 'b.location')
    .select(['l.code', 'b.on_hand', 'b.reserved'])
    .where('b.product', '=', product)
    .where('l.kind', '=', 'storage')
    .where('b.on_hand', '!=', 0)
    .orderBy('l.code')
    .execute();
  return Object.fromEntries(
    rows.map((row) => [String(row.code), `${Number(row.on_hand) / 1e6} (${Number(row.reserved) / 1e6})`]),
  );
}

/** A house with shelves, boxes, articles and customers, told over HTTP as the devices at the shelves do. */
export async function openPickingHouse() {
  const t = await testApp(modules);
  for (const module of modules) await module.seed?.(t.ctx);
  const calls = callsOf(t);
  const [main] = await t.ctx.db.selectFrom('stock_warehouse').select('id').execute();
  const warehouse = Number(main?.id);
  const customer = await calls.post('/party/customers', {
    type: 'company',
    companyName: 'Zinnhaus Müller GmbH',
    addresses: [{ kind: 'billing', street: 'Marktplatz 1', postalCode: '86911', city: 'Dießen', country: 'DE' }],
  });
  let documents = 0;
  return {
    t,
    ...calls,
    place: async (code: string, values: object = {}): Promise<number> =>
      (await calls.post('/stock/locations', { code, warehouse, ...values })).id,
    /** Brings goods in from nowhere. */
    stock: async (product: number, quantity: string, to: number, compartment: number | null = null): Promise<void> => {
      const source = { resource: 'test.document', id: ++documents, title: `T-${documents}` };
      const from = await defaultLocation(t.ctx, 'opening');
      const pieces = parseDecimal(quantity, 'quantity') ?? 0;
      const move = { product, quantity: pieces, from, to, toCompartment: compartment };
      const date = businessDate(t.app.clock());
      await withTransaction(t.ctx, (tx) => postMovements(tx, { kind: 'opening', date, source }, [move]));
    },
    /** A confirmed order. */
    order: async (lines: readonly [product: number, quantity: string][], input: object = {}): Promise<number> => {
      const draft = await calls.post('/sales/orders', {
        customer: customer.id,
        lines: lines.map(([product, quantity]) => ({ product, quantity })),
      });
      await calls.post(`/sales/orders/${draft.id}/confirm`, input);
      return draft.id;
    },
    lying: (product: number) => lyingOf(t, product),
    close: () => t.close(),
  };
}
export type PickingHouse = Awaited<ReturnType<typeof openPickingHouse>>;

/** What a device sends of the task it works on. */
const spotOf = ({ list, line, location, compartment, lot }: WalkTask) => ({
  list,
  line,
  location: location.id,
  ...(compartment && { compartment: compartment.id }),
  ...(lot && { lot: lot.id }),
});

export const problem = ({ status, body }: Answer) => [status, body.code];
export const firstOf = (walk: Walk): WalkTask => {
  const [task] = walk.tasks;
  if (!task) throw new Error('nothing to fetch');
  return task;
};
