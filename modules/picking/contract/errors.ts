import { defineErrors } from '#kernel/contract/index.ts';

export const pickingErrors = defineErrors('picking', {
  nothingToPick: 409,
  orderBeingPicked: 409,
  placeNeeded: 409,
  wrongWave: 422,
  wrongPlace: 409,
  wrongProduct: 409,
  wrongBox: 409,
  boxInUse: 409,
  moreThanWanted: 409,
  nothingTaken: 422,
  weightMissing: 422,
  lighterThanBox: 422,
  reasonNeeded: 422,
  goodsGone: 409,
  listClosed: 409,
  nothingPicked: 409,
  nothingToPack: 409,
  moreThanPicked: 422,
  orderIsPicked: 409,
});
