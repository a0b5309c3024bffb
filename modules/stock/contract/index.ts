import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { balance } from './balance.ts';
import { stockErrors } from './errors.ts';
import { location } from './location.ts';
import { movement } from './movement.ts';
import { receipt } from './receipt.ts';
import { reservation } from './reservation.ts';
import { warehouse } from './warehouse.ts';

export { balance, location, movement, receipt, reservation, stockErrors, warehouse };

export const stockContract = defineContract(module, {
  resources: [balance, receipt, movement, reservation, location, warehouse],
  errors: [stockErrors],
});
