import { defineErrors } from '#kernel/contract/index.ts';

export const qualityErrors = defineErrors('quality', {
  /** The rule does not exist, or its fields may not be read. */
  unknownRule: 404,
  fixNotForRule: 422,
  nothingSelected: 422,
  // why a row is left out of a fix
  noLongerFound: 409,
  parentNotFound: 422,
  parentAmbiguous: 422,
  parentHasNone: 422,
  familyHasNone: 422,
  familyDiffers: 422,
  nothingToCopy: 422,
  nothingToChange: 422,
});
