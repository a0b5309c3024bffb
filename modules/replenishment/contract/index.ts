import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { abcClass } from './abc-class.ts';
import { replenishmentErrors } from './errors.ts';
import { rule } from './rule.ts';

export { type AbcClass, abcClasses } from './abc-class.ts';
export { type LevelState, levelStates, type Shortage, type Shortages } from './answers.ts';
export { abcClass, replenishmentErrors, rule };

/** Seeing what is or will be short. */
export const seesShortages = 'replenishment.shortage:read';
/** Being told of it at once. */
export const hearsAlerts = 'replenishment.alert:receive';

export const classifyJob = 'replenishment.classify';
export const lowStock = 'replenishment.lowStock';
export const stockOut = 'replenishment.stockOut';
export const manyShort = 'replenishment.manyShort';
export const stockAdjusted = 'replenishment.stockAdjusted';

export const replenishmentContract = defineContract(module, {
  resources: [rule, abcClass],
  errors: [replenishmentErrors],
  permissions: [seesShortages, hearsAlerts],
  notices: [
    { kind: lowStock, level: 'warning', permission: hearsAlerts },
    { kind: stockOut, level: 'critical', permission: hearsAlerts },
    { kind: manyShort, level: 'critical', permission: hearsAlerts },
    { kind: stockAdjusted, level: 'info', permission: hearsAlerts },
  ],
});
