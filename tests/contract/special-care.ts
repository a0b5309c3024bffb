import { archiveFile } from '#kernel/server/files.ts';
import type { EveryResource, Wire } from './every-resource.ts';

/** What a generated value cannot know. Everything else about a resource follows from its declaration. */
interface SpecialCare {
  reason: string;
  /** Wire values instead of generated ones, undefined for none; `n` is odd for the change of a record. */
  values?(n: number, every: EveryResource): Record<string, unknown> | Promise<Record<string, unknown>>;
  /** Fields of which a copy has to have another value, beside the unique ones. */
  distinct?: readonly string[];
  /** There can be no second record. */
  isSingle?: boolean;
}

const address = (n: number) => ({
  kind: 'billing',
  street: `Herrenstraße ${n}`,
  postalCode: '86911',
  city: 'Dießen',
  country: n % 2 === 0 ? 'DE' : 'AT',
});

export const specialCare: Readonly<Record<string, SpecialCare>> = {
  'org.company': {
    reason: 'one firm runs Kontor, in a country that exists; an IBAN has check digits',
    isSingle: true,
    values: (n) => ({
      country: n % 2 === 0 ? 'DE' : 'AT',
      iban: n % 2 === 0 ? 'DE89 3704 0044 0532 0130 00' : 'GB29 NWBK 6016 1331 9268 19',
    }),
  },
  'org.numberSeries': {
    reason: 'a pattern holds one run of #',
    values: (n) => ({ pattern: `N${n}-{year}-###` }),
  },
  'identity.role': {
    reason: 'a role holds permissions that exist, each once',
    values: (n) => ({ permissions: [{ permission: n % 2 === 0 ? 'org.unit:read' : 'org.taxRate:read' }] }),
  },
  'catalog.product': {
    reason: 'files are archived first, and conversions are of other units than the own',
    values: async (n, every) => ({
      attachments: [await archived(n, every)],
      unitConversions: await otherUnit(n, every),
    }),
  },
  'catalog.variant': {
    reason: 'as its parent; a barcode belongs to one variant, and attributes have values on the axes of the parent',
    values: async (n, every) => ({
      product: undefined,
      attachments: [await archived(n, every)],
      attributes: [await place(every)],
      barcodes: [{ code: `Größe-${n}`, kind: 'internal', quantity: '12.5' }],
      unitConversions: await otherUnit(n, every),
    }),
  },
  'party.customer': {
    reason: 'countries exist and VAT ids look like one',
    values: (n) => ({ vatId: `DE${100_000_000 + n}`, addresses: [address(n)] }),
  },
  'pricing.priceList': {
    reason: 'a list is for a price tier or for a customer',
    values: () => ({ customer: undefined }),
  },
  'pricing.price': {
    reason: 'a price is for one thing, is an amount or a discount, and does not overlap another one',
    distinct: ['minQuantity'],
    values: async (n, every) => ({
      variant: n % 2 === 0 ? (await every.sample('catalog.variant')).id : undefined,
      product: undefined,
      category: undefined,
      discount: undefined,
    }),
  },
  'bom.bom': {
    reason: 'a BOM is for one manufactured thing and does not contain it; units convert, conditions name its axes',
    values: async (n, every) => {
      const [subject, component, substitute] = [
        await manufactured(every),
        await manufactured(every),
        await manufactured(every),
      ];
      return {
        product: undefined,
        variant: subject.id,
        unit: undefined,
        lines: [{ component: component.id, quantity: '1.5', scrapPercent: `${n % 1000}`, kind: 'component' }],
        substitutes: [{ component: component.id, substitute: substitute.id }],
        operations: [{ name: `Guss ${n}`, costPerPiece: '0.25', minutes: '2.5', hourlyRate: '40.00' }],
      };
    },
  },
  'bom.cost': {
    reason: 'a variant has one cost',
    values: async (_n, every) => ({ variant: (await manufactured(every)).id, exact: '12/5 3' }),
  },
  'valuation.entry': {
    reason: 'a movement has one entry',
    values: async (_n, every) => ({ movement: (await every.sample('stock.movement')).id }),
  },
  'valuation.layer': {
    reason: 'a movement brings one layer',
    values: async (_n, every) => ({ movement: (await every.sample('stock.movement')).id }),
  },
  'valuation.setting': {
    reason: 'one house has one way of valuing, and a change is to the other one',
    isSingle: true,
    values: async (_n, every) => ({ method: await otherMethod(every) }),
  },
  'replenishment.rule': {
    reason: 'less is no maximum, more no safety stock; a product has one rule for a warehouse',
    distinct: ['product'],
    values: (n) => ({ minimum: `${n}`, maximum: `${n + 10}`, safetyStock: `${n - 1}` }),
  },
  'replenishment.abcClass': {
    reason: 'a product is in one class',
    values: async (_n, every) => ({ product: (await manufactured(every)).id }),
  },
  'customizing.field': {
    reason: 'a code can stand in an address; only a choice has values',
    values: (n) => ({
      code: `field_${n}`,
      kind: 'choice',
      values: [{ code: `v${n}`, label: { de: `Größe ${n}`, en: `Size "${n}"` } }],
    }),
  },
  'stock.balance': {
    reason: 'no more can be reserved than there is',
    values: () => ({ reserved: '0.5' }),
  },
  'stock.movement': {
    reason: 'each movement is taken back once at most',
    values: () => ({ reversalOf: undefined }),
  },
  'stock.lot': {
    reason: 'only what is tracked by lot has lots',
    distinct: ['number'],
    values: async (_n, every) => ({ product: (await tracked(every)).id }),
  },
  'stock.receipt': {
    reason: 'lots belong to products that are tracked, and compartments stand where their box stands',
    values: async (n, every) => ({
      lines: (await goods(n, every)).map((line, index) => ({ ...line, unitCost: `${7000 + 2 * n + index}.25` })),
    }),
  },
  'stock.issue': {
    reason: 'as a receipt; a reason is of the kind that the use asks for',
    values: async (n, every) => ({
      kind: n % 2 === 0 ? 'customer' : 'ownUse',
      reason: undefined,
      lines: await goods(n, every),
    }),
  },
  'stock.adjustment': {
    reason: 'as a receipt; the reason is one for corrections',
    values: async (n, every) => ({ reason: await countDifference(every), lines: await goods(n, every) }),
  },
  'stock.conversion': {
    reason: 'as a receipt',
    values: async (n, every) => ({ inputs: await goods(n, every), outputs: await goods(n + 1, every) }),
  },
  'stock.transfer': {
    reason: 'as a receipt; goods go somewhere else',
    values: async (n, every) => ({ to: (await every.sample('stock.location')).id, lines: await goods(n, every) }),
  },
  'stocktake.count': {
    reason: 'a zone lies in the warehouse; what is counted cyclically has a class',
    values: () => ({ kind: 'full' }),
  },
  'stocktake.position': {
    reason: 'what is hidden from those who count differs from what they see',
    values: (n) => ({
      expected: `${8100 + n}.25`,
      counted: `${8200 + n}.25`,
      difference: `${8300 + n}.25`,
      firstCounted: `${8500 + n}.25`,
    }),
  },
  'stocktake.entry': {
    reason: 'as a position',
    values: (n) => ({ expected: `${8100 + n}.25` }),
  },
  'invoicing.invoice': {
    reason: 'an invoice takes everything from an order that has been delivered',
    values: async (_n, every) => ({ order: (await deliveredOrder(every)).id }),
  },
};

async function otherMethod(every: EveryResource): Promise<string> {
  const now = await every.t.ctx.db.selectFrom('valuation_setting').select('method').executeTakeFirst();
  return now?.method === 'fifo' ? 'average' : 'fifo';
}

let made = 0;
const tracked = (every: EveryResource): Promise<Wire> =>
  every.post('/catalog/variants', { sku: `TIN-${++made}`, name: { de: 'Zinn', en: null }, tracking: 'lot' });

const manufactured = (every: EveryResource): Promise<Wire> =>
  every.post('/catalog/variants', { sku: `GUSS-${++made}`, name: { de: 'Guss', en: null }, isManufactured: true });

async function archived(n: number, every: EveryResource) {
  const content = Buffer.from(`Skizze ${n}`);
  const file = {
    name: `Skizze ${n}.txt`,
    mediaType: 'text/plain',
    content,
    resource: 'catalog.product',
    recordId: null,
  };
  return { file: (await archiveFile(every.t.ctx, file)).id, title: `Skizze "${n}"` };
}

async function place(every: EveryResource) {
  const attribute = await every.sample('catalog.attribute');
  const [value] = attribute.values as { code: string }[];
  return { attribute: attribute.id, value: value?.code };
}

async function otherUnit(n: number, every: EveryResource) {
  const unit = await every.t.ctx.db.selectFrom('org_unit').select('id').where('code', '=', 'SET').executeTakeFirst();
  return [{ quantity: '1.5', unit: Number(unit?.id), baseQuantity: `${12 + n}` }];
}

async function goods(n: number, every: EveryResource) {
  const [one, other] = [await manufactured(every), await manufactured(every)];
  return [
    { product: one.id, quantity: `${n + 1}.5` },
    { product: other.id, quantity: `${n + 3}` },
  ];
}

async function countDifference(every: EveryResource): Promise<number> {
  const query = every.t.ctx.db.selectFrom('stock_reason').select('id').where('code', '=', 'COUNT');
  return Number((await query.executeTakeFirst())?.id);
}

async function deliveredOrder(every: EveryResource): Promise<Wire> {
  const order = await every.sample('sales.order');
  const lines = (order.lines as { product: { id: number } }[]).map(({ product }) => ({
    product: product.id,
    quantity: '1000',
  }));
  const receipt = await every.post('/stock/receipts', { lines });
  await every.post(`/stock/receipts/${receipt.id}/post`);
  await every.post(`/sales/orders/${order.id}/confirm`);
  return every.post(`/sales/orders/${order.id}/deliver`);
}
