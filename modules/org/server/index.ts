import type { Row } from '#kernel/contract/index.ts';
import { defineServer } from '#kernel/server/module.ts';
import { type Change, serve } from '#kernel/server/served.ts';
import { company, numberSeries, orgContract } from '../contract/index.ts';
import { checkCompany, deriveCompany } from './company/check-company.ts';
import { isNumberPattern } from './draw-number.ts';
import { seedOrg } from './seed-org.ts';

export { addDays, businessDate, companyZone } from './business-date.ts';
export { companyId } from './company/check-company.ts';
export { isCountry } from './company/is-country.ts';
export { nextNumber, numbersOf } from './draw-number.ts';

const checkNumberSeries = (_ctx: unknown, changes: Change<Row<typeof numberSeries>>[]): void => {
  for (const { row, fail } of changes) if (!isNumberPattern(row.pattern)) fail('pattern', 'org.numberPatternInvalid');
};

export const orgServer = defineServer(orgContract, {
  resources: [
    serve(company, { derive: deriveCompany, check: checkCompany }),
    serve(numberSeries, { check: checkNumberSeries }),
  ],
  seed: seedOrg,
});
