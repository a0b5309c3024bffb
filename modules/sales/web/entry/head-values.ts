import type { WireRow } from '#kernel/contract/index.ts';
import type { customer } from '#modules/party/contract/index.ts';
import { customerOf, type DraftHead, type HeadField, type OrderDraft } from './order-draft.ts';

export type Customer = WireRow<typeof customer>;
type AddressKind = 'billing' | 'shipping';

/** A customer's address as it will be printed; the server writes the same when the clerk leaves the field alone. */
export function printedAddress(owner: Customer, kind: AddressKind): string | null {
  const addresses = owner.addresses ?? [];
  const address = addresses.find((one) => one.kind === kind) ?? addresses[0];
  if (!address) return null;
  const { name, addition, street, postalCode, city, country } = address;
  const abroad =
    country === 'DE' ? null : new Intl.DisplayNames([owner.language], { type: 'region' }).of(country ?? '');
  return [name ?? owner.name, addition, street, `${postalCode} ${city}`, abroad].filter(Boolean).join('\n');
}

/** What the order will have where nothing is entered: the customer's terms and addresses, today. */
const defaultsOf = (owner: Customer | undefined, today: string): DraftHead => ({
  date: today,
  ...(owner && {
    paymentTerms: owner.paymentTerms,
    billingAddress: printedAddress(owner, 'billing'),
    shippingAddress: printedAddress(owner, 'shipping'),
  }),
});

/** What is shown in the head: what was entered, else what is saved, else what the server will fill in. */
export function headValues(draft: OrderDraft, owner: Customer | undefined, today: string): DraftHead {
  const { customer: chosen, ...given } = draft.given;
  // Another customer brings his own terms and addresses.
  const renewed = chosen !== undefined && chosen?.id !== draft.saved.customer?.id;
  const { paymentTerms, billingAddress, shippingAddress, ...kept } = draft.saved;
  const saved = renewed ? kept : { ...kept, paymentTerms, billingAddress, shippingAddress };
  const present = (head: DraftHead) => Object.fromEntries(Object.entries(head).filter(([, value]) => value != null));
  return { ...defaultsOf(owner, today), ...present(saved), ...given, customer: customerOf(draft) };
}

/** Enters a value in the head; one that is there anyway is none. */
export function setHead<K extends HeadField>(draft: OrderDraft, field: K, value: DraftHead[K]): OrderDraft {
  const { [field]: _, ...others } = draft.given;
  const saved = draft.saved[field] ?? null;
  const plain = (one: DraftHead[HeadField]) => (typeof one === 'object' && one !== null ? one.id : (one ?? null));
  return { ...draft, given: plain(value) === plain(saved) ? others : { ...others, [field]: value } };
}
