import { defineErrors } from '#kernel/contract/index.ts';

export const stockErrors = defineErrors('stock', {
  insufficientStock: 409,
  receiptHasNoLines: 422,
  notAStorageLocation: 422,
  storageNeedsWarehouse: 422,
  futureDate: 422,
  defaultLocationNeeded: 409,
});
