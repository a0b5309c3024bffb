import { defineErrors } from '#kernel/contract/index.ts';

export const invoicingErrors = defineErrors('invoicing', {
  orderNotConfirmed: 409,
  nothingToInvoice: 409,
  alreadyInvoiced: 409,
  paymentExceedsOpenAmount: 422,
  paymentInFuture: 422,
  paymentNotInCents: 422,
  sellerIncomplete: 409,
});
