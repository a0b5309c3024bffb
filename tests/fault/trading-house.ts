import { CompiledQuery } from 'kysely';
import { defineContract } from '#kernel/contract/index.ts';
import type { Engine } from '#kernel/server/db/engine.ts';
import type { DomainEvent } from '#kernel/server/events.ts';
import { defineServer, type ModuleServer } from '#kernel/server/module.ts';
import { openTestEngine, type TestApp, type TestAppOptions, testApp } from '#kernel/server/testing.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { documentsServer } from '#modules/documents/server/index.ts';
import { invoicingServer } from '#modules/invoicing/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { pricingServer } from '#modules/pricing/server/index.ts';
import { salesServer } from '#modules/sales/server/index.ts';
import { stockServer } from '#modules/stock/server/index.ts';
import { verify } from '#modules/verification/server/index.ts';

export type Wire = Record<string, unknown> & { id: number; version: number };
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}
export interface Piece {
  product: number;
  quantity: string;
}

/** A house that buys, sells and invoices; many clients work in it at once, over HTTP. */
export interface TradingHouse {
  t: TestApp;
  engine: Engine;
  dealer: number;
  /** Called inside of the transaction for each event it is asked about; throwing takes the transaction back. */
  veto: { before?: (event: DomainEvent) => void };
  /** The answer, whatever it is. */
  send(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** The record; throws unless it went well. */
  post(url: string, body?: unknown): Promise<Wire>;
  /** A new product, with so many pieces in stock. */
  product(pieces: number): Promise<number>;
  /** So many other products in stock, for tables in which an engine uses its indexes. */
  stockUp(products: number): Promise<void>;
  receive(lines: Piece[]): Promise<void>;
  order(lines: Piece[], more?: Record<string, unknown>): Promise<Wire>;
  /** The draft of an invoice for an order of one piece that has been delivered. */
  invoiceDraft(product: number): Promise<Wire>;
  query(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

const vetoed = [
  'stock.reservation.created',
  'sales.order.confirmed',
  'stock.receipt.posted',
  'invoicing.invoice.posted',
];

/** Parts that take away what the house stands on are put in here, never by a switch in the code (quality bar §2). */
export type Sabotage = Pick<TestAppOptions, 'engine' | 'ports' | 'idempotency'>;

/** @param further modules beside those that trading stands on. */
export async function openTradingHouse(
  sabotage: Sabotage = {},
  further: readonly ModuleServer[] = [],
): Promise<TradingHouse> {
  const engine = sabotage.engine ?? (await openTestEngine({ file: true }));
  const veto: TradingHouse['veto'] = {};
  const witness = defineServer(defineContract({ name: 'witness', depends: [] }, {}), {
    subscriptions: [
      ...vetoed.map((event) => ({
        name: 'veto',
        event,
        phase: 'during' as const,
        handle: async (_ctx: unknown, happened: readonly DomainEvent[]) => {
          for (const event of happened) await veto.before?.(event);
        },
      })),
      { name: 'tell', event: 'stock.reservation.created', phase: 'after' as const, handle: async () => undefined },
    ],
  });
  const modules = [
    orgServer,
    partyServer,
    catalogServer,
    pricingServer,
    stockServer,
    documentsServer,
    salesServer,
    invoicingServer,
    ...further,
    witness,
  ];
  // Time goes on with every look at the clock, so that an order of events shows in it.
  let now = Date.parse('2026-11-23T09:00:00Z');
  const t = await testApp(modules, { ...sabotage, engine, clock: () => now++ });
  for (const module of modules) await module.seed?.(t.ctx);
  const house = new House(t, engine, veto);
  await house.furnish();
  return house;
}

class House implements TradingHouse {
  readonly t: TestApp;
  readonly engine: Engine;
  readonly veto: TradingHouse['veto'];
  dealer = 0;
  #products = 0;

  constructor(t: TestApp, engine: Engine, veto: TradingHouse['veto']) {
    this.t = t;
    this.engine = engine;
    this.veto = veto;
  }

  async furnish(): Promise<void> {
    const address = { street: 'Herrenstraße 7', postalCode: '86911', city: 'Dießen' };
    await this.post('/org/companies', { name: 'Zinnfiguren Muster GmbH', ...address, taxNumber: '131/123/45678' });
    const addresses = [{ kind: 'billing', ...address, country: 'DE' }];
    const dealer = { type: 'company', companyName: 'Zinnhaus Müller GmbH', addresses };
    this.dealer = (await this.post('/party/customers', dealer)).id;
  }

  send(url: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.t.call('POST', url, { as: '1:*', body, headers });
  }

  async post(url: string, body: unknown = {}): Promise<Wire> {
    const answer = await this.send(url, body);
    if (answer.status >= 300) throw new Error(`${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Wire;
  }

  async product(pieces: number): Promise<number> {
    const sku = `P-${++this.#products}`;
    const { id } = await this.post('/catalog/variants', { sku, name: { de: sku, en: sku }, tradePrice: '17.80' });
    if (pieces > 0) await this.receive([{ product: id, quantity: String(pieces) }]);
    return id;
  }

  async stockUp(products: number): Promise<void> {
    const rows = Array.from({ length: products }, (_, index) => `S-${index},Ware ${index},17.80`);
    const { body } = await this.t.call('POST', '/catalog/variants/import', {
      as: '1:*',
      body: ['sku,name.de,tradePrice', ...rows].join('\n'),
      headers: { 'content-type': 'text/csv' },
    });
    if (body.created !== products) throw new Error(JSON.stringify(body));
    const ids = await this.query(`SELECT id FROM catalog_variant WHERE sku LIKE 'S-%'`);
    await this.receive(ids.map(({ id }) => ({ product: Number(id), quantity: '10' })));
  }

  async receive(lines: Piece[]): Promise<void> {
    const { id } = await this.post('/stock/receipts', { lines });
    await this.post(`/stock/receipts/${id}/post`);
  }

  order(lines: Piece[], more: Record<string, unknown> = {}): Promise<Wire> {
    return this.post('/sales/orders', { customer: this.dealer, lines, ...more });
  }

  async invoiceDraft(product: number): Promise<Wire> {
    const { id } = await this.order([{ product, quantity: '1' }]);
    await this.post(`/sales/orders/${id}/confirm`);
    await this.post(`/sales/orders/${id}/deliver`);
    return this.post('/invoicing/invoices', { order: id });
  }

  async query(sql: string): Promise<Record<string, unknown>[]> {
    return (await this.engine.reader.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql))).rows;
  }

  close(): Promise<void> {
    return this.t.close();
  }
}

const series = [
  ['sales_order', 'A2026-'],
  ['sales_delivery', 'L2026-'],
  ['stock_receipt', 'WE2026-'],
  ['stock_issue', 'WA2026-'],
  ['stock_transfer', 'UL2026-'],
  ['stock_adjustment', 'BK2026-'],
  ['stock_conversion', 'UW2026-'],
  ['invoicing_invoice', '2026-'],
] as const;

/** What the invariant checker finds (quality bar §2.0), and every number that is missing or there twice, as sentences. */
export async function brokenInvariants(house: TradingHouse): Promise<string[]> {
  const findings = (await verify(house.engine)).filter(({ count }) => count > 0);
  const broken = findings.map(({ invariant, description, sample }) => `${invariant} ${description}: ${sample}`);
  for (const [table, prefix] of series) {
    const rows = await house.query(`SELECT number FROM ${table} WHERE number IS NOT NULL ORDER BY number`);
    const expected = rows.map((_, index) => `${prefix}${String(index + 1).padStart(5, '0')}`);
    const wrong = rows.findIndex(({ number }, index) => number !== expected[index]);
    if (wrong >= 0) broken.push(`${table}: ${String(rows[wrong]?.number)} stands where ${expected[wrong]} belongs`);
  }
  return broken;
}

/** Runs `work` so many times at once. */
export const atOnce = <T>(times: number, work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => work(index)));

/** What clients were answered, counted: `200` (any success), `409 stock.insufficientStock`. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const key = status < 300 ? '200' : `${status} ${String(body.code)}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
