import { defineRoute, defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { customField, customizingContract } from '../contract/index.ts';
import { activateField, checkCustomField, reloadAfterwards, retireField } from './custom-field-rules.ts';
import { activeFields, reloadFields } from './load-fields.ts';

export { reloadFields };

export const customizingServer = defineServer(customizingContract, {
  resources: [serve(customField, { check: checkCustomField, verbs: { activate: activateField, retire: retireField } })],
  routes: [
    defineRoute({
      method: 'GET',
      path: '/customizing/declarations',
      access: 'signedIn',
      summary: 'The fields that were added to the declared ones, with their labels',
      handle: async (ctx) => ({ body: await activeFields(ctx.app) }),
    }),
  ],
  subscriptions: [
    {
      event: 'customizing.field.updated',
      phase: 'during',
      name: 'customizing.reload',
      handle: async (ctx) => reloadAfterwards(ctx),
    },
  ],
  start: reloadFields,
});
