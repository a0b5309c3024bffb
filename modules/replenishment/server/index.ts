import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { askFor } from '#kernel/server/timed.ts';
import { classifyJob, replenishmentContract, rule } from '../contract/index.ts';
import { classification, classify } from './abc/classify.ts';
import { followStock } from './alert/follow-stock.ts';
import { level } from './alert/level.ts';
import { tellAdjusted } from './alert/tell-adjusted.ts';
import { replenishmentRoutes } from './routes.ts';
import { checkRule, forgetLevels, keepWarehouses } from './rule/check-rule.ts';

export { type Found, findShortages } from './shortage/find-shortages.ts';
export { classify };

export const replenishmentServer = defineServer(replenishmentContract, {
  resources: [serve(rule, { check: checkRule }), serve(level, {})],
  routes: replenishmentRoutes,
  jobs: [classification],
  subscriptions: [
    { name: 'forgetLevels', event: 'replenishment.rule.deleted', phase: 'during', handle: forgetLevels },
    { name: 'keepWarehouses', event: 'stock.warehouse.deleted', phase: 'during', handle: keepWarehouses },
    { name: 'tellAdjusted', event: 'stock.adjustment.posted', phase: 'after', handle: tellAdjusted },
  ],
  timed: [followStock, { name: 'classifyProducts', at: '20 3 * * *', run: askFor(classifyJob) }],
});
