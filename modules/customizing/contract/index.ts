import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { customField, extensible, kinds } from './custom-field.ts';
import { customizingErrors } from './errors.ts';

export { type CustomFields, fieldNameOf } from './field-name.ts';
export { customField, customizingErrors, extensible, kinds };

export const customizingContract = defineContract(module, {
  resources: [customField],
  errors: [customizingErrors],
});
