import type { EveryResource, Wire } from './every-resource.ts';

/** What a generated value cannot know. Everything else about a resource follows from its declaration. */
interface SpecialCare {
  reason: string;
  /** Wire values instead of generated ones; `n` is odd for the change of a record. */
  values?(n: number, every: EveryResource): Record<string, unknown> | Promise<Record<string, unknown>>;
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
    reason: 'one firm runs Kontor; an IBAN has check digits',
    isSingle: true,
    values: (n) => ({ iban: n % 2 === 0 ? 'DE89 3704 0044 0532 0130 00' : 'GB29 NWBK 6016 1331 9268 19' }),
  },
  'org.numberSeries': {
    reason: 'a pattern holds one run of #',
    values: (n) => ({ pattern: `N${n}-{year}-###` }),
  },
  'identity.role': {
    reason: 'a role holds permissions that exist, each once',
    values: (n) => ({ permissions: [{ permission: n % 2 === 0 ? 'org.unit:read' : 'org.taxRate:read' }] }),
  },
  'party.customer': {
    reason: 'countries exist and VAT ids look like one',
    values: (n) => ({ vatId: `DE${100_000_000 + n}`, addresses: [address(n)] }),
  },
  'stock.balance': {
    reason: 'no more can be reserved than there is',
    values: () => ({ reserved: '0.5' }),
  },
  'invoicing.invoice': {
    reason: 'an invoice takes everything from an order that has been delivered',
    values: async (_n, every) => ({ order: (await deliveredOrder(every)).id }),
  },
};

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
