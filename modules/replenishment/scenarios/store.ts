import { type Draft, parseDecimal } from '#kernel/contract/index.ts';
import { type Ctx, createCtx, systemActor, withTransaction } from '#kernel/server/ctx.ts';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { create } from '#kernel/server/write.ts';
import { bomServer } from '#modules/bom/server/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { documentsServer } from '#modules/documents/server/index.ts';
import { role, user } from '#modules/identity/contract/index.ts';
import { identityServer } from '#modules/identity/server/index.ts';
import { notificationServer } from '#modules/notification/server/index.ts';
import { addDays, businessDate, orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { location, warehouse } from '#modules/stock/contract/index.ts';
import { defaultLocation, type MovementKind, postMovements, stockServer } from '#modules/stock/server/index.ts';
import { hearsAlerts, rule } from '../contract/index.ts';
import { replenishmentServer } from '../server/index.ts';

const modules = [
  orgServer,
  identityServer,
  notificationServer,
  partyServer,
  documentsServer,
  catalogServer,
  bomServer,
  stockServer,
  replenishmentServer,
];

export const pieces = (text: string): number => parseDecimal(text, 'quantity') ?? Number.NaN;

/** Sentences as `<id> <params>`. */
const texts = {
  say: (_language: string, id: string, params = {}) => `${id} ${Object.values(params).join(' ')}`.trim(),
  has: () => true,
  ids: () => [],
  add: () => undefined,
};

export interface Store {
  t: TestApp;
  ctx: Ctx;
  /** Who answers for the stock, and somebody else who does too. */
  keeper: number;
  other: number;
  main: number;
  shop: number;
  day(ago: number): string;
  product(sku: string, values?: Draft<typeof variant>): Promise<number>;
  rule(product: number, minimum: string, more?: Draft<typeof rule>): Promise<number>;
  /** From nowhere into a warehouse, or to a customer when negative. */
  move(product: number, pieces: number, options?: { shop?: boolean; ago?: number }): Promise<void>;
  /** What the keeper was told, the newest first. */
  told(user?: number): Promise<string[]>;
}

export async function openStore(): Promise<Store> {
  const t = await testApp(modules, { texts });
  for (const module of modules) await module.seed?.(t.ctx);
  const ctx = { ...createCtx(t.app, systemActor), trusted: true };
  const idOf = async (made: Promise<{ id: number }[]>) => (await made)[0]?.id ?? 0;
  const name = { de: 'Lager', en: 'Stock' };
  const keepers = await idOf(
    create(ctx, role, [{ code: 'keepers', name, permissions: [{ permission: hearsAlerts }] }]),
  );
  const people = ['keeper', 'other'].map((username) => ({ username, displayName: username, roles: [keepers] }));
  const [keeper = 0, other = 0] = (await create(ctx, user, people)).map(({ id }) => id);
  const main = await ctx.db.selectFrom('stock_warehouse').select('id').executeTakeFirstOrThrow();
  const shop = await idOf(create(ctx, warehouse, [{ code: 'SHOP', name }]));
  const places = {
    main: await defaultLocation(ctx, 'storage'),
    shop: await idOf(create(ctx, location, [{ code: 'SHOP-1', warehouse: shop }])),
    nowhere: await defaultLocation(ctx, 'opening'),
    customer: await defaultLocation(ctx, 'customer'),
  };
  const day = (ago: number) => addDays(businessDate(t.app.clock()), -ago);
  let documents = 0;
  return {
    t,
    ctx,
    keeper,
    other,
    main: Number(main.id),
    shop,
    day,
    product: (sku, values) => idOf(create(ctx, variant, [{ sku, name: { de: sku, en: sku }, ...values }])),
    rule: (product, minimum, more) => idOf(create(ctx, rule, [{ product, minimum: pieces(minimum), ...more }])),
    move: (product, count, { shop: inShop = false, ago = 0 } = {}) => {
      const place = inShop ? places.shop : places.main;
      const [from, to, kind]: [number, number, MovementKind] =
        count > 0 ? [places.nowhere, place, 'opening'] : [place, places.customer, 'delivery'];
      const source = { resource: 'test.document', id: ++documents, title: `T-${documents}` };
      const move = { product, from, to, quantity: Math.abs(count) * 1_000_000 };
      return withTransaction(ctx, (tx) => postMovements(tx, { kind, date: day(ago), source }, [move]));
    },
    told: async (id = keeper) => {
      const { body } = await t.call('GET', '/notification/inbox?limit=99', { as: `${id}:${hearsAlerts}` });
      return (body.items as { text: string; level: string }[]).map(({ text, level }) => `${level} ${text}`);
    },
  };
}
