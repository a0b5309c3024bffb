import { defineErrors } from '#kernel/contract/index.ts';

export const notificationErrors = defineErrors('notification', {
  /** There is no such kind of notice, or the reader is not among those who are told. */
  unknownKind: 404,
});
