import type { Row } from '#kernel/contract/index.ts';
import { type Ctx, tables } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { isCountry } from '#modules/org/server/index.ts';
import type { customer } from '../../contract/index.ts';
import { addressOf } from './customer-rules.ts';

type CustomerChange = Change<Row<typeof customer>>;

/** What a customer must be, and what is doubtful about one; the same for form, interface, import and sync. */
export async function checkCustomer(ctx: Ctx, changes: CustomerChange[]): Promise<void> {
  for (const change of changes) {
    checkNames(change);
    checkCountries(change);
    checkVatId(change);
    if (!change.row.email) change.warn('email', 'party.noEmail');
  }
  await checkSimilar(ctx, changes);
}

function checkNames({ row, fail }: CustomerChange): void {
  if (row.type === 'company' && !row.companyName) fail('companyName', 'party.companyNameRequired');
  if (row.type === 'individual' && !row.lastName) fail('lastName', 'party.lastNameRequired');
}

/** How postal codes look where most of the customers live; what is not listed here is not doubted. */
const postalCodes: Readonly<Record<string, RegExp>> = {
  DE: /^\d{5}$/,
  AT: /^\d{4}$/,
  CH: /^\d{4}$/,
  FR: /^\d{5}$/,
  IT: /^\d{5}$/,
  NL: /^\d{4} ?[A-Z]{2}$/i,
};

function checkCountries({ row, fail, warn }: CustomerChange): void {
  for (const [index, { country, postalCode }] of row.addresses.entries()) {
    if (country && !isCountry(country)) fail(`addresses.${index}.country`, 'party.countryInvalid');
    const usual = postalCodes[country ?? ''];
    if (usual && postalCode && !usual.test(postalCode.trim()))
      warn(`addresses.${index}.postalCode`, 'party.postalCodeUnusual', { postalCode, country });
  }
}

const homeCountry = 'DE';
/** The countries in which a supply to a company is free of VAT by its VAT ID; Greece writes EL in it. */
const unionCountries = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

function checkVatId({ row, fail, warn }: CustomerChange): void {
  const vatId = row.vatId?.replace(/\s/g, '');
  const billing = addressOf(row.addresses, 'billing');
  const country = billing?.country ?? null;
  if (vatId && !/^[A-Z]{2}[A-Z0-9]{2,13}$/.test(vatId)) fail('vatId', 'party.vatIdInvalid');
  else if (vatId && country) {
    const vatCountry = vatId.slice(0, 2) === 'EL' ? 'GR' : vatId.slice(0, 2);
    if (vatCountry === country) return;
    // Either of the two may be the wrong one.
    const place = billing ? row.addresses.indexOf(billing) : 0;
    for (const path of ['vatId', `addresses.${place}.country`])
      warn(path, 'party.vatIdOfOtherCountry', { vatCountry, country });
  } else if (row.type === 'company' && country && country !== homeCountry && unionCountries.has(country))
    warn('vatId', 'party.vatIdMissing');
}

interface CustomerTable {
  party_customer: { id: number; number: string; name: string | null; city: string | null };
}

/** Another customer of the same name in the same place, for all changes with one statement. Found among the saved ones only. */
async function checkSimilar(ctx: Ctx, changes: readonly CustomerChange[]): Promise<void> {
  const doubtful = changes.filter(
    ({ before, row }) => row.name && row.city && (before?.name !== row.name || before.city !== row.city),
  );
  if (doubtful.length === 0) return;
  const others = await tables<CustomerTable>(ctx)
    .selectFrom('party_customer')
    .select(['id', 'number', 'name', 'city'])
    .where('name', 'in', [...new Set(doubtful.map(({ row }) => row.name ?? ''))])
    .execute();
  const byNameAndCity = new Map(others.map((other) => [`${other.name}\n${other.city}`, other]));
  for (const { row, warn } of doubtful) {
    const other = byNameAndCity.get(`${row.name}\n${row.city}`);
    if (!other || other.id === row.id) continue;
    const field = row.type === 'company' ? 'companyName' : 'lastName';
    warn(field, 'party.similarCustomer', { name: row.name, city: row.city, number: other.number });
  }
}
