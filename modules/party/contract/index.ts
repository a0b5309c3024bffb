import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { customer } from './customer.ts';
import { partyErrors, partyWarnings } from './errors.ts';
import { paymentTerms } from './payment-terms.ts';
import { priceTier } from './price-tier.ts';

export { customer, partyErrors, paymentTerms, priceTier };

export const partyContract = defineContract(module, {
  resources: [customer, paymentTerms, priceTier],
  errors: [partyErrors],
  warnings: [partyWarnings],
});
