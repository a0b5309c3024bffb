import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { businessDate, numbersOf } from '#modules/org/server/index.ts';
import type { customer } from '../../contract/index.ts';

type Customer = typeof customer;
type Address = Row<Customer>['addresses'][number];

/** Terms and price tier of a new customer who was given none: dealers buy net at trade prices, consumers gross at retail. */
const defaults = {
  company: { terms: 'NET30', tier: 'TRADE' },
  individual: { terms: 'NET14', tier: 'RETAIL' },
} as const;

/** Number, payment terms and price tier, where the clerk left them open. */
export async function completeCustomer(ctx: Ctx, changes: Change<Row<Customer>>[]): Promise<void> {
  const open = changes.filter(({ row }) => row.paymentTerms === null || row.priceTier === null);
  const byCode = async (table: string) =>
    new Map(
      (await ctx.db.selectFrom(table).select(['id', 'code']).execute()).map((row) => [
        String(row.code),
        Number(row.id),
      ]),
    );
  const terms = open.length > 0 ? await byCode('party_payment_terms') : new Map<string, number>();
  const tiers = open.length > 0 ? await byCode('party_price_tier') : new Map<string, number>();
  const fresh = changes.some(({ row }) => row.number === null);
  const draw = fresh ? await numbersOf(ctx, 'party.customer', businessDate(ctx.app.clock())) : () => null;
  for (const { row } of changes) {
    const usual = defaults[row.type] ?? defaults.company;
    Object.assign(row, {
      number: row.number ?? draw(),
      paymentTerms: row.paymentTerms ?? terms.get(usual.terms) ?? null,
      priceTier: row.priceTier ?? tiers.get(usual.tier) ?? null,
    });
  }
}

export const addressOf = (addresses: readonly Address[], kind: Address['kind']): Address | undefined =>
  addresses.find((address) => address.kind === kind) ?? addresses[0];

/** The name to call the customer by, and the place of the invoice address, for lists and search. */
export function deriveCustomer(row: Row<Customer>): Patch<Customer> {
  const person = [row.firstName, row.lastName].filter(Boolean).join(' ');
  const billing = addressOf(row.addresses, 'billing');
  return {
    name: (row.type === 'company' ? row.companyName : person) ?? row.companyName ?? person,
    city: billing?.city ?? null,
    country: billing?.country?.toUpperCase() ?? null,
    addresses: row.addresses.map((address) => ({ ...address, country: address.country?.toUpperCase() ?? null })),
  };
}
