import type { App } from '#kernel/server/app.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { act, create } from '#kernel/server/write.ts';
import { category, product, variant } from '#modules/catalog/contract/index.ts';
import { invoice } from '#modules/invoicing/contract/index.ts';
import { company } from '#modules/org/contract/index.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { customer } from '#modules/party/contract/index.ts';
import { classify } from '#modules/replenishment/server/index.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { receipt } from '#modules/stock/contract/index.ts';
import { valueMovements } from '#modules/valuation/server/index.ts';
import { createDemoUsers } from './demo-users.ts';
import { sampleCustomers, sampleFamilies, sampleFinishes } from './sample-data.ts';
import { tellWarehouseStory } from './warehouse/warehouse-story.ts';

const euro = (amount: number) => Math.round(amount * 10_000);
const piece = 1_000_000;
const gram = 1_000_000;

/** Fills an empty database with a small maker of pewter figures; one that has users stays as it is. */
export async function seedSampleCompany(app: App, password: string): Promise<void> {
  const ctx = trusted(app.systemCtx('demo'));
  const known = await ctx.db.selectFrom('identity_user').select('id').executeTakeFirst();
  if (known) return;
  // As a whole, so that a start that was cut short begins anew.
  await withTransaction(ctx, (tx) => foundCompany(tx, password));
  await valueMovements(ctx);
  await classify(ctx);
}

async function foundCompany(ctx: Ctx, password: string): Promise<void> {
  await create(ctx, company, [
    {
      name: 'Zinnmanufaktur Ammersee GmbH',
      street: 'Herrenstraße 7',
      postalCode: '86911',
      city: 'Dießen am Ammersee',
      country: 'DE',
      phone: '+49 8807 1234-0',
      email: 'kontor@zinnmanufaktur.example',
      website: 'https://www.zinnmanufaktur.example',
      taxNumber: '131/123/45678',
      vatId: 'DE123456789',
      register: 'Amtsgericht Augsburg, HRB 12345',
      managingDirector: 'Elisabeth Muster',
      bankName: 'Sparkasse Ammersee',
      iban: 'DE89 3704 0044 0532 0130 00',
      bic: 'COBADEFFXXX',
    },
  ]);
  const variants = await sampleCatalogue(ctx);
  await create(ctx, customer, sampleCustomers);
  await stockAndOrders(ctx, variants);
  await createDemoUsers(ctx, password);
  await tellWarehouseStory(ctx);
}

async function sampleCatalogue(ctx: Ctx): Promise<number[]> {
  const names = [
    ...new Map(sampleFamilies.map(({ category: { code, de, en } }) => [code, { code, name: { de, en } }])).values(),
  ];
  const categories = new Map((await create(ctx, category, names)).map((row) => [row.code, row.id]));
  const products = await create(
    ctx,
    product,
    sampleFamilies.map(({ sku, de, en, description, grams, category: { code } }) => ({
      sku,
      name: { de, en },
      description: { de: description, en: null },
      weight: grams * gram,
      category: categories.get(code) ?? 0,
    })),
  );
  const drafts = products.flatMap((row, index) =>
    sampleFinishes.map(({ code, de, en, factor }, finish) => {
      const price = sampleFamilies[index]?.price ?? 20;
      return {
        sku: `${row.sku}${finish + 1}`,
        legacySku: `${row.sku}-${code}`,
        product: row.id,
        weight: row.weight,
        name: { de: `${row.name?.de}, ${de}`, en: `${row.name?.en}, ${en}` },
        retailPrice: euro(price * factor),
        recommendedPrice: euro(price * factor),
        tradePrice: euro(Math.round(price * factor * 45) / 100),
        purchasePrice: euro(Math.round(price * factor * 17) / 100),
      };
    }),
  );
  return (await create(ctx, variant, drafts)).map((row) => row.id);
}

async function stockAndOrders(ctx: Ctx, variants: readonly number[]): Promise<void> {
  const [delivery] = await create(ctx, receipt, [
    {
      kind: 'opening',
      date: addDays(businessDate(ctx.app.clock()), -7),
      supplierName: 'Eigene Gießerei',
      supplierReference: 'Anfangsbestand',
      lines: variants.map((id, index) => line(id, 12 + ((index * 7) % 60))),
    },
  ]);
  await act(ctx, receipt, 'post', delivery?.id ?? 0);
  const customers = await ctx.db.selectFrom('party_customer').select('id').orderBy('id').execute();
  const ids: number[] = [];
  for (const [index, row] of customers.entries()) {
    const lines = variants
      .filter((_, position) => position % customers.length === index)
      .slice(0, 5)
      .map((id, position) => line(id, 1 + position));
    const [order] = await create(ctx, salesOrder, [{ customer: Number(row.id), lines }]);
    if (order) ids.push(order.id);
  }
  // One order in each stage of its life: draft, confirmed, delivered, invoiced, paid in part.
  for (const id of ids.slice(1)) await act(ctx, salesOrder, 'confirm', id);
  for (const id of ids.slice(2)) await act(ctx, salesOrder, 'deliver', id);
  for (const id of ids.slice(3)) {
    const [draft] = await create(ctx, invoice, [{ order: id }]);
    if (draft) await act(ctx, invoice, 'post', draft.id);
  }
}

const line = (productId: number, pieces: number) => ({ product: productId, quantity: pieces * piece });
