import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { bom } from './bom.ts';
import { cost } from './cost.ts';
import { bomErrors } from './errors.ts';

export type {
  Comparison,
  Demand,
  Difference,
  Explosion,
  ExplosionLine,
  ReplacedBom,
  Replacement,
  Use,
} from './answers.ts';
export { holdsFor, type OnlyFor, parseOnlyFor, writeOnlyFor } from './only-for.ts';
export { bom, bomErrors, cost };

export const bomContract = defineContract(module, { resources: [bom, cost], errors: [bomErrors] });
