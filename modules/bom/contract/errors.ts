import { defineErrors } from '#kernel/contract/index.ts';

export const bomErrors = defineErrors('bom', {
  /** `path`: the SKUs from a variant down to itself. */
  cycle: 422,
  selfReference: 422,
  oneSubject: 422,
  /** `sku` */
  notManufactured: 422,
  /** `sku` */
  componentArchived: 422,
  hasNoLines: 422,
  scrapOfByProduct: 422,
  substituteWithoutLine: 422,
  rateWithoutMinutes: 422,
  /** `text` */
  conditionUnreadable: 422,
  /** `attribute` */
  conditionUnknownAttribute: 422,
  /** `attribute`, `value`, `values` */
  conditionUnknownValue: 422,
  /** `most` */
  explosionTooLarge: 422,
  /** `other` */
  replacementIsSame: 422,
  /** Another row of the same BOM in a file. */
  otherLineBroken: 422,
  rowsDiffer: 422,
  /** `sku`, `bom` */
  componentInUse: 409,
  /** `sku`, `bom` */
  madeByBom: 409,
  /** `condition`, `bom` */
  conditionInUse: 409,
  /** `bom`, `sku` */
  asksForArchived: 409,
});
