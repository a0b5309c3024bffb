import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { customer, partyContract } from '../contract/index.ts';
import { checkCustomer } from './customer/check-customer.ts';
import { completeCustomer, deriveCustomer } from './customer/customer-rules.ts';
import { seedParty } from './seed-party.ts';

export { addressOf } from './customer/customer-rules.ts';

export const partyServer = defineServer(partyContract, {
  resources: [serve(customer, { complete: completeCustomer, derive: deriveCustomer, check: checkCustomer })],
  seed: seedParty,
});
