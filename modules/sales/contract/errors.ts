import { defineErrors } from '#kernel/contract/index.ts';

export const salesErrors = defineErrors('sales', {
  orderHasNoLines: 422,
  customerBlocked: 409,
  customerHasNoAddress: 422,
  productNotSold: 422,
  priceMissing: 422,
  nothingToDeliver: 409,
  alreadyDelivered: 409,
  noRest: 409,
  requestedBeforeOrder: 422,
});
