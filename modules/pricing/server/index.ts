import { defineServer } from '#kernel/server/module.ts';
import { pricingContract } from '../contract/index.ts';

export const pricingServer = defineServer(pricingContract, { resources: [] });
