import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { pickingErrors } from './errors.ts';
import { parcel } from './parcel.ts';
import { pick } from './pick.ts';
import { pickList } from './pick-list.ts';
import { plansWaves, wave } from './wave.ts';

export type {
  Packing,
  PackingLine,
  PickableOrder,
  PickableOrders,
  Walk,
  WalkList,
  WalkPick,
  WalkTask,
} from './answers.ts';
export { deviation, type Weighing, weigh } from './weigh.ts';
export { parcel, pick, pickingErrors, pickList, plansWaves, wave };

export const pickingContract = defineContract(module, {
  resources: [wave, pickList, pick, parcel],
  errors: [pickingErrors],
  permissions: [plansWaves],
});
