import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { invoicingErrors } from './errors.ts';
import { invoice } from './invoice.ts';
import { payment } from './payment.ts';

export { invoice, invoicingErrors, payment };

export const invoicingContract = defineContract(module, { resources: [invoice, payment], errors: [invoicingErrors] });
