import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { delivery } from './delivery.ts';
import { salesErrors } from './errors.ts';
import { salesOrder } from './sales-order.ts';

export type { OrderCoverage } from './coverage.ts';
export { delivery, salesErrors, salesOrder };

export const salesContract = defineContract(module, { resources: [salesOrder, delivery], errors: [salesErrors] });
