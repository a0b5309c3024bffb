import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import {
  adjustment,
  box,
  closing,
  conversion,
  demand,
  issue,
  location,
  lot,
  receipt,
  reservation,
  stockContract,
  transfer,
} from '../contract/index.ts';
import { checkAdjustment, completeAdjustment, postAdjustment } from './adjustment/adjustment-rules.ts';
import { availabilityRoutes } from './availability/availability-routes.ts';
import { boxRoutes } from './box/box-routes.ts';
import { checkBox } from './box/check-box.ts';
import { completeBox } from './box/complete-box.ts';
import { boxesNamed, fillCompartment, shiftContents } from './box/fill-compartment.ts';
import { joinSlots } from './box/join-slots.ts';
import { moveBox } from './box/move-box.ts';
import { splitCompartment } from './box/split-compartment.ts';
import { checkConversion, completeConversion, postConversion } from './conversion/conversion-rules.ts';
import { arrivalSubscriptions } from './demand/allocate-arrivals.ts';
import { allocateDemand } from './demand/allocate-demands.ts';
import { allocationRoutes } from './demand/allocation-routes.ts';
import { assignDemand } from './demand/assign-demand.ts';
import { takeBack } from './document/post-document.ts';
import { genealogyRoutes } from './genealogy/genealogy-routes.ts';
import { checkIssue, completeIssue, postIssue } from './issue/issue-rules.ts';
import { labelRoutes } from './label/label-routes.ts';
import { checkpoint } from './ledger/checkpoint.ts';
import { closeDays, reopenDays } from './ledger/close-days.ts';
import { ledgerRoutes } from './ledger/ledger-routes.ts';
import { presence } from './ledger/presence.ts';
import { checkLocation, keepDefaultLocations, passOnDefault } from './location/check-location.ts';
import { completeLocation } from './location/complete-location.ts';
import { placeRoutes } from './location/place-routes.ts';
import { keepTracking } from './lot/keep-tracking.ts';
import { keepUnit } from './lot/keep-unit.ts';
import { blockLot, checkLot, completeLot, unblockLot } from './lot/lot-rules.ts';
import { checkReceipt, completeReceipt, postReceipt } from './receipt/receipt-rules.ts';
import { reassignReservation, releaseReservation } from './reservation/release-reservation.ts';
import { relocate } from './reservation/relocate.ts';
import { seedStock } from './seed-stock.ts';
import { supplySubscriptions } from './supply/supply-of-documents.ts';
import { receiveTransfer, writeOffRest } from './transfer/receive-transfer.ts';
import { checkTransfer, completeTransfer, postTransfer, shipTransfer } from './transfer/transfer-rules.ts';
import { workRoutes } from './workplace/work-routes.ts';

export { type AvailabilityQuery, availability, type WarehouseStock } from './availability/availability.ts';
export { type Availability, availableStock } from './availability/available-stock.ts';
export { allocateDemands } from './demand/allocate-demands.ts';
export { assignDemands } from './demand/assign-demand.ts';
export { coverageOf } from './demand/coverage.ts';
export { previewCoverage } from './demand/preview-coverage.ts';
export { refuseUnfit } from './ledger/check-moves.ts';
export { holdBoxes, type Tracked, trackingOf } from './ledger/move-facts.ts';
export { demandOpenDay } from './ledger/open-days.ts';
export { type Move, type MovementKind, type Posting, postMovements, type Source } from './ledger/post-movements.ts';
export { reverseMovements } from './ledger/reverse-movements.ts';
export { type StockAt, stockAt } from './ledger/stock-at.ts';
export { defaultLocation } from './location/default-location.ts';
export { lotByNumber } from './lot/lot-by-number.ts';
export { deliverable } from './reservation/deliverable.ts';
export { type FreePlace, freePlaces } from './reservation/free-places.ts';
export {
  consumeReservations,
  type HeldStock,
  releaseReservations,
  reservationsOf,
} from './reservation/held-stock.ts';
export { moveReserved, type ReservedMove } from './reservation/move-reserved.ts';
export { postReleasing, type Release, reserveElsewhere } from './reservation/post-releasing.ts';
export { type Need, type ReserveOptions, reserveStock } from './reservation/reserve-stock.ts';
export { type Expected, keepSupply } from './supply/keep-supply.ts';
export { whatIs } from './workplace/scan.ts';

export const stockServer = defineServer(stockContract, {
  resources: [
    serve(location, { complete: completeLocation, check: checkLocation }),
    serve(receipt, {
      complete: completeReceipt,
      check: checkReceipt,
      verbs: { post: postReceipt, reverse: takeBack(receipt) },
    }),
    serve(issue, { complete: completeIssue, check: checkIssue, verbs: { post: postIssue, reverse: takeBack(issue) } }),
    serve(transfer, {
      complete: completeTransfer,
      check: checkTransfer,
      verbs: {
        post: postTransfer,
        ship: shipTransfer,
        receive: receiveTransfer,
        writeOff: writeOffRest,
        reverse: takeBack(transfer, relocate),
      },
    }),
    serve(adjustment, {
      complete: completeAdjustment,
      check: checkAdjustment,
      verbs: { post: postAdjustment, reverse: takeBack(adjustment) },
    }),
    serve(conversion, {
      complete: completeConversion,
      check: checkConversion,
      verbs: { post: postConversion, reverse: takeBack(conversion) },
    }),
    serve(lot, { complete: completeLot, check: checkLot, verbs: { block: blockLot, unblock: unblockLot } }),
    serve(box, {
      complete: completeBox,
      check: checkBox,
      alsoLocks: boxesNamed,
      verbs: { move: moveBox, join: joinSlots, put: fillCompartment, shift: shiftContents, split: splitCompartment },
    }),
    serve(demand, { verbs: { allocate: allocateDemand, assign: assignDemand } }),
    serve(reservation, { verbs: { release: releaseReservation, reassign: reassignReservation } }),
    serve(closing, { verbs: { close: closeDays, reopen: reopenDays } }),
    serve(presence, {}),
    serve(checkpoint, {}),
  ],
  routes: [
    ...ledgerRoutes,
    ...placeRoutes,
    ...boxRoutes,
    ...genealogyRoutes,
    ...availabilityRoutes,
    ...allocationRoutes,
    ...labelRoutes,
    ...workRoutes,
  ],
  subscriptions: [
    ...supplySubscriptions,
    ...arrivalSubscriptions,
    {
      name: 'keepDefaultLocations',
      event: 'stock.location.deleted',
      phase: 'during',
      handle: (ctx) => keepDefaultLocations(ctx),
    },
    ...['created', 'updated'].map((event) => ({
      name: 'passOnDefault',
      event: `stock.location.${event}`,
      phase: 'during' as const,
      handle: passOnDefault,
    })),
    {
      name: 'keepVariantTracking',
      event: 'catalog.variant.updated',
      phase: 'during',
      handle: (ctx, events) => keepTracking(ctx, 'id', events),
    },
    {
      name: 'keepProductTracking',
      event: 'catalog.product.updated',
      phase: 'during',
      handle: (ctx, events) => keepTracking(ctx, 'product', events),
    },
    {
      name: 'keepVariantUnit',
      event: 'catalog.variant.updated',
      phase: 'during',
      handle: (ctx, events) => keepUnit(ctx, 'id', events),
    },
    {
      name: 'keepProductUnit',
      event: 'catalog.product.updated',
      phase: 'during',
      handle: (ctx, events) => keepUnit(ctx, 'product', events),
    },
  ],
  seed: seedStock,
});
