import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { customer, priceTier } from '#modules/party/contract/index.ts';
import { addressOf } from '#modules/party/server/index.ts';
import type { salesOrder } from '../../contract/index.ts';
import { completeLines } from './complete-lines.ts';

type Order = Row<typeof salesOrder>;
type Customer = Row<typeof customer>;

/** An address as it is printed: name, street, place, and the country when it is abroad. */
export function addressText(owner: Customer, kind: 'billing' | 'shipping', language: 'de' | 'en'): string | null {
  const address = addressOf(owner.addresses, kind);
  if (!address) return null;
  const country =
    address.country === 'DE' ? null : new Intl.DisplayNames([language], { type: 'region' }).of(address.country);
  const lines = [
    address.name ?? owner.name,
    address.addition,
    address.street,
    `${address.postalCode} ${address.city}`,
    country,
  ];
  return lines.filter(Boolean).join('\n');
}

/**
 * Fills what the clerk left open, as a snapshot (PRD-SAL-05): terms and addresses of the customer, and for each line
 * description, the customer's price and discount, unit and tax of the product.
 */
export async function completeOrder(ctx: Ctx, changes: Change<Order>[]): Promise<void> {
  const open = changes.filter(
    ({ before, given }) => !before || given.has('customer') || given.has('lines') || given.has('priceTier'),
  );
  if (open.length === 0) return;
  const customers = new Map(
    (
      await rowsOf(
        ctx,
        customer,
        open.map(({ row }) => row.customer),
      )
    ).map((row) => [row.id, row]),
  );
  const tiers = new Map(
    (
      await rowsOf(
        ctx,
        priceTier,
        [...customers.values()].map((row) => row.priceTier).concat(open.flatMap(({ row }) => row.priceTier ?? [])),
      )
    ).map((row) => [row.id, row]),
  );
  for (const change of open) {
    const owner = customers.get(change.row.customer);
    if (!owner) {
      change.fail('customer', 'kernel.unknownReference');
      continue;
    }
    takeTerms(ctx, change, owner);
    if (change.row.billingAddress === null) change.fail('customer', 'sales.customerHasNoAddress');
    change.row.taxIncluded = tiers.get(change.row.priceTier)?.taxIncluded ?? false;
  }
  await completeLines(ctx, open, { customers, tiers });
}

function takeTerms(ctx: Ctx, { row, before, given }: Change<Order>, owner: Customer): void {
  // Another customer brings his own terms, unless the clerk has just chosen differently.
  const renewed = before !== null && given.has('customer') && before.customer !== row.customer;
  const take = <K extends keyof Order & string>(field: K, value: Order[K] | null) => {
    if (row[field] === null || (renewed && !given.has(field))) Object.assign(row, { [field]: value });
  };
  take('date', businessDate(ctx.app.clock()));
  take('language', owner.language);
  take('priceTier', owner.priceTier);
  take('paymentTerms', owner.paymentTerms);
  take('billingAddress', addressText(owner, 'billing', row.language));
  take('shippingAddress', addressText(owner, 'shipping', row.language));
}
