import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { bom, bomContract } from '../contract/index.ts';
import { copyBom, releaseBom, reviseBom } from './bom/bom-verbs.ts';
import { checkBom } from './bom/check-bom.ts';
import { completeBom } from './bom/complete-bom.ts';
import { startCalendar, stopCalendar } from './cost/follow-calendar.ts';
import { costSubscriptions } from './cost/follow-changes.ts';
import { rollUpTally } from './cost/roll-up-tally.ts';
import { bomRoutes } from './routes.ts';

export { rollUp, rollUpAll } from './cost/roll-up.ts';
export { readTally } from './cost/roll-up-tally.ts';
export { usualCosts } from './cost/usual-costs.ts';
export { type ExplodedBom, type ExplodedNode, explode } from './explode/explode.ts';
export { type UseOf, whereUsed } from './where-used/where-used.ts';

export const bomServer = defineServer(bomContract, {
  resources: [
    serve(bom, {
      complete: completeBom,
      check: checkBom,
      verbs: { release: releaseBom, revise: reviseBom, copy: copyBom, retire: async () => undefined },
    }),
    serve(rollUpTally, {}),
  ],
  routes: bomRoutes,
  subscriptions: costSubscriptions,
  start: startCalendar,
  stop: stopCalendar,
});
