import { defineErrors } from '#kernel/contract/index.ts';

export const pricingErrors = defineErrors('pricing', {
  oneAudience: 422,
  endBeforeStart: 422,
  oneSubject: 422,
  oneValue: 422,
  categoryHasNoPrice: 422,
  periodOverlaps: 409,
  listArchived: 409,
  listInUse: 409,
  ruleNeedsPercent: 422,
  ruleNeedsAmount: 422,
  sourceListMissing: 422,
  dayNotAhead: 422,
  targetListMissing: 422,
  nothingToChange: 422,
  changeStopped: 409,
});
