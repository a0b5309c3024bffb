import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { type company, orgErrors } from '../../contract/index.ts';
import { isCountry } from './is-country.ts';

/** ISO 13616: the check digits make the number, letters as 10–35, leave the rest 1 when divided by 97. */
export function isIban(text: string): boolean {
  const iban = text.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((character) => Number.parseInt(character, 36)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

export const deriveCompany = (row: Row<typeof company>): Patch<typeof company> => ({
  country: row.country?.toUpperCase(),
});

export async function checkCompany(ctx: Ctx, changes: Change<Row<typeof company>>[]): Promise<void> {
  for (const { row, fail } of changes) {
    if (row.iban && !isIban(row.iban)) fail('iban', 'org.ibanInvalid');
    if (!isCountry(row.country)) fail('country', 'org.countryInvalid');
  }
  if (changes.every(({ before }) => before !== null)) return;
  const existing = await ctx.db.selectFrom('org_company').select('id').executeTakeFirst();
  if (existing || changes.length > 1) throw orgErrors.companyExists();
}

/** The company's record. @throws AppError 409 `org.companyMissing` before it has been set up. */
export async function companyId(ctx: Ctx): Promise<number> {
  const row = await ctx.db.selectFrom('org_company').select('id').executeTakeFirst();
  if (!row) throw orgErrors.companyMissing();
  return Number(row.id);
}
