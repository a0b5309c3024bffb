import { defineErrors } from '#kernel/contract/index.ts';

export const valuationErrors = defineErrors('valuation', {
  /** The place holds goods, so that it cannot become one that is not valued, or the other way round. */
  placeHoldsGoods: 409,
  sameCost: 422,
  futureDate: 422,
});
