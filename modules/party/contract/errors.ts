import { defineErrors, defineWarnings } from '#kernel/contract/index.ts';

export const partyErrors = defineErrors('party', {
  companyNameRequired: 422,
  lastNameRequired: 422,
  countryInvalid: 422,
  vatIdInvalid: 422,
});

export const partyWarnings = defineWarnings('party', [
  'noEmail',
  'vatIdMissing',
  'vatIdOfOtherCountry',
  'postalCodeUnusual',
  'similarCustomer',
]);
