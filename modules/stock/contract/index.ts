import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { adjustment } from './adjustment.ts';
import { balance } from './balance.ts';
import { box, boxType, compartment } from './box.ts';
import { closing } from './closing.ts';
import { conversion } from './conversion.ts';
import { demand } from './demand.ts';
import { stockErrors, stockWarnings } from './errors.ts';
import { issue } from './issue.ts';
import { type LabelKind, type LabelPaper, labelKinds, labelPapers, mostLabels } from './label-paper.ts';
import { location, outOfReach, purposes, releasesGoods } from './location.ts';
import { lot, seesCustomersReached } from './lot.ts';
import { movement, movementKinds } from './movement.ts';
import { reason } from './reason.ts';
import { receipt } from './receipt.ts';
import { reservation } from './reservation.ts';
import { supply } from './supply.ts';
import { transfer } from './transfer.ts';
import { pickRules, warehouse } from './warehouse.ts';

export type {
  AvailabilityPage,
  DemandChoices,
  Levels,
  LineCoverage,
  OpenDemand,
  OpenDemandPage,
  ProductAvailability,
  SourceReference,
} from './availability.ts';
export type { Crossing, Genealogy, Lying, NamedPaper, Passage, Share } from './genealogy.ts';
export type { BoxMovement, CardLine, MovementPage, StockAtLine } from './movement-answers.ts';
export type { PlaceOverview } from './place-overview.ts';
export type {
  LyingGoods,
  ScanAnswer,
  ScannedGoods,
  ScannedLot,
  ScannedPlace,
  ScannedThing,
  SpotContents,
  WorkPosting,
  WorkSpot,
} from './scan-answer.ts';
export { isScanOf, readScan, type ScannedCode } from './scan-code.ts';
export {
  adjustment,
  balance,
  box,
  boxType,
  closing,
  compartment,
  conversion,
  demand,
  issue,
  type LabelKind,
  type LabelPaper,
  labelKinds,
  labelPapers,
  location,
  lot,
  mostLabels,
  movement,
  movementKinds,
  outOfReach,
  pickRules,
  purposes,
  reason,
  receipt,
  releasesGoods,
  reservation,
  seesCustomersReached,
  stockErrors,
  supply,
  transfer,
  warehouse,
};

export const stockContract = defineContract(module, {
  resources: [
    balance,
    receipt,
    issue,
    transfer,
    adjustment,
    conversion,
    movement,
    reservation,
    demand,
    supply,
    lot,
    location,
    warehouse,
    box,
    compartment,
    boxType,
    reason,
    closing,
  ],
  errors: [stockErrors],
  warnings: [stockWarnings],
  permissions: [releasesGoods, seesCustomersReached],
});
