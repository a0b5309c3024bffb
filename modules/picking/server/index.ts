import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { parcel, pick, pickingContract, pickList, wave } from '../contract/index.ts';
import { noteDelivered, refuseCanceling } from './pack/follow-orders.ts';
import { packParcel, putBack, unpackParcel } from './pack/pack-parcel.ts';
import { assignBox, cancelWave, finishWave } from './pick/close-wave.ts';
import { takeGoods } from './pick/take-goods.ts';
import { holdList, undoPick } from './pick/undo-pick.ts';
import { pickingRoutes } from './routes.ts';
import { seedPicking } from './seed-picking.ts';

export { planWave, type WavePlan } from './plan/plan-wave.ts';

export const pickingServer = defineServer(pickingContract, {
  resources: [
    serve(wave, { verbs: { take: takeGoods, finish: finishWave, cancel: cancelWave } }),
    serve(pickList, { verbs: { assignBox, pack: packParcel, putBack } }),
    serve(pick, { locksFirst: holdList('picking_pick'), verbs: { undo: undoPick } }),
    serve(parcel, { locksFirst: holdList('picking_parcel'), verbs: { unpack: unpackParcel } }),
  ],
  routes: pickingRoutes,
  subscriptions: [
    { name: 'noteDelivered', event: 'sales.order.delivered', phase: 'during', handle: noteDelivered },
    { name: 'refuseCanceling', event: 'sales.order.canceled', phase: 'during', handle: refuseCanceling },
    { name: 'refuseCancelingRest', event: 'sales.order.restCanceled', phase: 'during', handle: refuseCanceling },
  ],
  seed: seedPicking,
});
