import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { layer, valuationContract } from '../contract/index.ts';
import { keepPlacesValued } from './keep-places-valued.ts';
import { correctCost } from './layer/correct-cost.ts';
import { stand } from './pool/stand.ts';
import { valuationRoutes } from './routes.ts';
import { followMovements } from './run/follow-movements.ts';
import { valuationJob, valueMovements } from './run/value-movements.ts';
import { seedValuation } from './seed-valuation.ts';

export { type ProductValue, type ReportQuery, valuesAt } from './report/value-report.ts';
export { valueMovements };

export const valuationServer = defineServer(valuationContract, {
  resources: [serve(layer, { verbs: { correct: correctCost } }), serve(stand, {})],
  routes: valuationRoutes,
  jobs: [valuationJob],
  subscriptions: [
    {
      name: 'keepPlacesValued',
      event: 'stock.location.updated',
      phase: 'during',
      handle: keepPlacesValued,
    },
  ],
  timed: [followMovements],
  seed: seedValuation,
});
