import { defineErrors } from '#kernel/contract/index.ts';

export const orgErrors = defineErrors('org', {
  companyExists: 409,
  companyMissing: 409,
  numberPatternInvalid: 422,
  ibanInvalid: 422,
  countryInvalid: 422,
});
