import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { invoice, invoicingContract } from '../contract/index.ts';
import { archiveInvoice } from './invoice/archive-invoice.ts';
import { completeInvoice, invoiceTotals } from './invoice/draft-invoice.ts';
import { postInvoice } from './invoice/post-invoice.ts';
import { recordPayment } from './invoice/record-payment.ts';

export const invoicingServer = defineServer(invoicingContract, {
  resources: [
    serve(invoice, {
      complete: completeInvoice,
      derive: invoiceTotals,
      verbs: { post: postInvoice, recordPayment, cancel: async () => undefined },
    }),
  ],
  subscriptions: [
    { name: 'archiveInvoice', event: 'invoicing.invoice.posted', phase: 'after', handle: archiveInvoice },
  ],
});
