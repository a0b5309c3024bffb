import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { location, receipt, stockContract } from '../contract/index.ts';
import { checkLocation, keepDefaultLocations } from './location/check-location.ts';
import { checkReceipt, completeReceipt, postReceipt } from './receipt/receipt-rules.ts';
import { seedStock } from './seed-stock.ts';

export { type Availability, availableStock } from './available-stock.ts';
export { type Move, postMovements, type Source } from './ledger/post-movements.ts';
export { defaultLocation } from './location/default-location.ts';
export {
  consumeReservations,
  type HeldStock,
  releaseReservations,
  reservationsOf,
} from './reservation/release-reservations.ts';
export { type Need, reserveStock } from './reservation/reserve-stock.ts';

export const stockServer = defineServer(stockContract, {
  resources: [
    serve(location, { check: checkLocation }),
    serve(receipt, { complete: completeReceipt, check: checkReceipt, verbs: { post: postReceipt } }),
  ],
  subscriptions: [
    {
      name: 'keepDefaultLocations',
      event: 'stock.location.deleted',
      phase: 'during',
      handle: (ctx) => keepDefaultLocations(ctx),
    },
  ],
  seed: seedStock,
});
