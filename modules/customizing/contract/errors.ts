import { defineErrors } from '#kernel/contract/index.ts';

export const customizingErrors = defineErrors('customizing', {
  codeInvalid: 422,
  valuesMissing: 422,
  valuesNotWanted: 422,
  valueInUse: 422,
  labelTaken: 422,
});
