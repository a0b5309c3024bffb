import { defineWeb, partsOf } from '#kernel/web/index.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { invoice } from '../contract/index.ts';

export const invoicingWeb = defineWeb({
  parts: [
    partsOf(salesOrder, {
      slots: { actions: [{ load: () => import('./order/InvoiceAction.tsx'), permission: 'invoicing.invoice:read' }] },
    }),
    partsOf(invoice, {
      record: () => import('./invoice/InvoicePage.tsx'),
      // Each of these stands in one of the parts below.
      hidden: [
        'order',
        'dueDate',
        'currency',
        'taxIncluded',
        'netTotal',
        'taxTotal',
        'grossTotal',
        'paidAmount',
        'openAmount',
        'document',
        'postedAt',
        'hash',
        'previousHash',
        'lines',
        'taxes',
      ],
      slots: {
        top: [{ load: () => import('./invoice/InvoiceTop.tsx') }],
        aside: [{ load: () => import('./invoice/InvoiceMoney.tsx') }],
        bottom: [
          { load: () => import('./invoice/InvoiceLines.tsx') },
          { load: () => import('./invoice/InvoicePayments.tsx'), permission: 'invoicing.payment:read' },
          { load: () => import('./invoice/InvoiceDocument.tsx') },
          { load: () => import('./invoice/InvoiceProof.tsx') },
        ],
      },
    }),
  ],
});
