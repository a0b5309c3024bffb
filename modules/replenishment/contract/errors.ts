import { defineErrors } from '#kernel/contract/index.ts';

export const replenishmentErrors = defineErrors('replenishment', {
  maximumBelowMinimum: 422,
  safetyAboveMinimum: 422,
  warehouseHasRules: 409,
});
