import type { Draft } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { act, create } from '#kernel/server/write.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { rule } from '#modules/replenishment/contract/index.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { issue, receipt, transfer } from '#modules/stock/contract/index.ts';
import { type Articles, createRackArticles } from './sample-articles.ts';
import { fillBoxes } from './sample-boxes.ts';
import { createSamplePlaces, type Places } from './sample-places.ts';
import { countSamplePlaces } from './sample-stocktakes.ts';

const euro = (amount: number) => Math.round(amount * 10_000);
const piece = 1_000_000;

/** Where the story happens: its people, days, places and articles. */
export interface Stage {
  ctx: Ctx;
  /** The same work as somebody else's, so that the history says who did it. */
  as: (username: string) => Ctx;
  /** Business date so many days from today. */
  day: (days: number) => string;
  at: Places;
  article: Articles;
}

/**
 * A week in the warehouse of the sample company, told by the papers that its people write: deliveries and castings put
 * away in racks and boxes, a shop that is supplied, orders to be picked and one that waits, limits, counts.
 */
export async function tellWarehouseStory(ctx: Ctx): Promise<void> {
  const people = await ctx.db.selectFrom('identity_user').select(['id', 'username']).execute();
  const ids = new Map(people.map(({ id, username }) => [String(username), Number(id)]));
  const today = businessDate(ctx.app.clock());
  const stage: Stage = {
    ctx,
    as: (username) => ({ ...ctx, actor: { ...ctx.actor, id: ids.get(username) ?? null, username } }),
    day: (days) => addDays(today, days),
    at: await createSamplePlaces(ctx),
    article: await createRackArticles(ctx),
  };
  await receiveMaterials(stage);
  await bringCastings(stage);
  await castOn(stage);
  await supplyShop(stage);
  await fillBoxes(stage);
  await expectMore(stage);
  await takeOrders(stage);
  await setLimits(stage);
  await countSamplePlaces(stage);
}

async function receive(ctx: Ctx, draft: Draft<typeof receipt>): Promise<void> {
  const [made] = await create(ctx, receipt, [draft]);
  await act(ctx, receipt, 'post', made?.id ?? 0);
}

async function move(ctx: Ctx, verb: 'post' | 'ship', draft: Draft<typeof transfer>): Promise<void> {
  const [made] = await create(ctx, transfer, [draft]);
  await act(ctx, transfer, verb, made?.id ?? 0);
}

/** Tin, paint and gift boxes come from their suppliers. */
async function receiveMaterials({ as, day, at, article }: Stage): Promise<void> {
  const officer = as('purchase-officer');
  const paint = { product: article('90002') };
  await receive(officer, {
    date: day(-6),
    supplierName: 'Zinnhütte Freiberg GmbH',
    supplierReference: 'LS 88213',
    location: at('R02-F01-B01'),
    lines: [
      {
        product: article('90001'),
        lots: 'SN97-0815',
        supplierLot: 'FB-88213/1',
        quantity: 40 * piece,
        unitCost: euro(31.5),
      },
    ],
  });
  await receive(officer, {
    date: day(-5),
    supplierName: 'Farben Lindner KG',
    supplierReference: 'LS 2044',
    location: at('R02-F02-B01'),
    lines: [
      { ...paint, lots: 'KR-17', expiresOn: day(21), supplierLot: 'L-0917', quantity: 12 * piece, unitCost: euro(6.1) },
      {
        ...paint,
        lots: 'KR-18',
        expiresOn: day(410),
        supplierLot: 'L-1022',
        quantity: 24 * piece,
        unitCost: euro(6.4),
      },
      { product: article('90003'), location: at('R02-F02-B02'), quantity: 120 * piece, unitCost: euro(0.85) },
    ],
  });
}

/** What was cast and painted is put away the day after; what is doubtful goes into quarantine. */
async function bringCastings({ as, day, at, article }: Stage): Promise<void> {
  const clerk = as('warehouse-clerk');
  const cast = { kind: 'production' as const, supplierName: 'Eigene Gießerei', location: at('MAIN-GOODS-IN') };
  const lines = (amounts: Readonly<Record<string, number>>) =>
    Object.entries(amounts).map(([sku, pieces]) => ({ product: article(sku), quantity: pieces * piece }));
  const ready = { '301011': 26, '301012': 14, '301031': 18, '301032': 10, '301041': 60, '301042': 24 };
  await receive(clerk, { ...cast, date: day(-5), lines: lines(ready) });
  const shelves: Readonly<Record<string, string>> = {
    '301011': 'R01-F01-B01',
    '301012': 'R01-F01-B02',
    '301031': 'R01-F02-B01',
    '301032': 'R01-F02-B02',
    '301041': 'R01-F03-B01',
  };
  await move(clerk, 'post', {
    date: day(-4),
    from: cast.location,
    to: at('R01-F01-B01'),
    note: 'Guss eingelagert',
    lines: Object.entries(shelves).map(([sku, shelf]) => ({
      product: article(sku),
      quantity: (ready[sku as keyof typeof ready] - (sku === '301041' ? 20 : 0)) * piece,
      to: at(shelf),
    })),
  });
  await move(clerk, 'post', {
    date: day(-3),
    from: at('R01-F02-B01'),
    to: at('MAIN-QUARANTINE'),
    note: 'Deichsel verbogen, Prüfung durch Quirin Qualität',
    lines: lines({ '301031': 3 }),
  });
}

/** Tin comes again while the first lot is melted. */
async function castOn({ as, day, at, article }: Stage): Promise<void> {
  const tin = article('90001');
  await receive(as('purchase-officer'), {
    date: day(-2),
    supplierName: 'Zinnhütte Freiberg GmbH',
    supplierReference: 'LS 88341',
    location: at('R02-F01-B02'),
    lines: [
      {
        product: tin,
        lots: 'SN97-0821',
        supplierLot: 'FB-88341/1',
        quantity: 25 * piece,
        unitCost: euro(32.4),
      },
    ],
  });
  const clerk = as('warehouse-clerk');
  for (const [date, kilograms] of [
    [day(-2), 9],
    [day(-1), 6],
  ] as const) {
    const [melted] = await create(clerk, issue, [
      {
        kind: 'ownUse',
        date,
        recipient: 'Gießerei',
        location: at('R02-F01-B01'),
        lines: [{ product: tin, lots: 'SN97-0815', quantity: kilograms * piece }],
      },
    ]);
    await act(clerk, issue, 'post', melted?.id ?? 0);
  }
}

/** Some lies in the shop; more is under way. */
async function supplyShop({ as, day, at, article }: Stage): Promise<void> {
  const clerk = as('warehouse-clerk');
  const to = at('DE-Hamburg-Markt-R01-F01-B01');
  const line = (sku: string, pieces: number, from: string, more = {}) => ({
    product: article(sku),
    quantity: pieces * piece,
    from: at(from),
    ...more,
  });
  await move(clerk, 'post', {
    date: day(-2),
    from: at('R01-F01-B01'),
    to,
    note: 'Erstausstattung Laden Hamburg',
    lines: [
      line('301011', 2, 'R01-F01-B01'),
      line('301041', 6, 'R01-F03-B01', { to: at('DE-Hamburg-Markt-R01-F01-B02') }),
    ],
  });
  await move(clerk, 'ship', {
    date: day(-1),
    expectedOn: day(1),
    from: at('R01-F01-B01'),
    to,
    note: 'Nachschub Laden Hamburg, Spedition Nord',
    lines: [line('301011', 6, 'R01-F01-B01'), line('301031', 4, 'R01-F02-B01')],
  });
}

/** What came from the foundry today stands in goods-in; the next casting and more tin are expected. */
async function expectMore({ as, day, at, article }: Stage): Promise<void> {
  await receive(as('warehouse-clerk'), {
    kind: 'production',
    supplierName: 'Eigene Gießerei',
    location: at('MAIN-GOODS-IN'),
    lines: [
      { product: article('301012'), quantity: 8 * piece },
      { product: article('301032'), quantity: 6 * piece },
    ],
  });
  await create(as('purchase-officer'), receipt, [
    {
      kind: 'production',
      supplierName: 'Eigene Gießerei',
      expectedOn: day(4),
      location: at('MAIN-GOODS-IN'),
      lines: [{ product: article('301021'), quantity: 20 * piece }],
    },
    {
      supplierName: 'Zinnhütte Freiberg GmbH',
      expectedOn: day(9),
      location: at('MAIN-GOODS-IN'),
      lines: [{ product: article('90001'), quantity: 50 * piece, unitCost: euro(32.4) }],
    },
  ]);
}

/** Three orders are ready to be picked; the fourth waits for hay carts. */
async function takeOrders({ as, ctx, day, article }: Stage): Promise<void> {
  const seller = as('sales-representative');
  const customers = await ctx.db.selectFrom('party_customer').select(['id', 'email']).execute();
  const customer = (email: string) => Number(customers.find((row) => row.email === email)?.id ?? 0);
  const orders: readonly [email: string, requested: number, amounts: Readonly<Record<string, number>>][] = [
    ['einkauf@bachmaier.example', 1, { '301011': 4, '301041': 12, '301031': 2 }],
    ['laden@museum.example', 2, { '301031': 3, '301012': 5 }],
    ['j.gross@post.example', 3, { '301041': 2, '301042': 1 }],
    ['orders@tinsoldier.example', 5, { '301021': 12, '301011': 2 }],
  ];
  for (const [email, requested, amounts] of orders) {
    const lines = Object.entries(amounts).map(([sku, pieces]) => ({
      product: article(sku),
      quantity: pieces * piece,
    }));
    const [order] = await create(seller, salesOrder, [
      { customer: customer(email), requestedOn: day(requested), lines },
    ]);
    await act(seller, salesOrder, 'confirm', order?.id ?? 0, { backorder: true });
  }
}

/** How much there shall be: of gift boxes there is too little, of hay carts nothing. */
async function setLimits({ as, ctx, article }: Stage): Promise<void> {
  const houses = await ctx.db.selectFrom('stock_warehouse').select(['id', 'code']).execute();
  const house = (code: string) => Number(houses.find((row) => row.code === code)?.id ?? 0);
  const limit = (sku: string, minimum: number, maximum: number, more = {}) => ({
    product: article(sku),
    minimum: minimum * piece,
    maximum: maximum * piece,
    ...more,
  });
  await create(as('warehouse-manager'), rule, [
    limit('90001', 40, 150, { safetyStock: 20 * piece, orderMultiple: 25 * piece, leadTime: 9, isCritical: true }),
    limit('90002', 12, 48, { orderMultiple: 12 * piece, leadTime: 6 }),
    limit('90003', 200, 600, { safetyStock: 50 * piece, orderMultiple: 100 * piece, leadTime: 5 }),
    limit('301021', 6, 24, { leadTime: 7 }),
    limit('301011', 8, 30, { warehouse: house('MAIN'), leadTime: 7 }),
    limit('301041', 8, 20, { warehouse: house('MARKT'), leadTime: 2 }),
  ]);
}
