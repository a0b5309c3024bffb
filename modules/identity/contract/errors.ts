import { defineErrors } from '#kernel/contract/index.ts';

export const identityErrors = defineErrors('identity', {
  wrongCredentials: 401,
  wrongCurrentPassword: 422,
  passwordTooShort: 422,
  passwordTooLong: 422,
  passwordGuessable: 422,
  passwordUnchanged: 422,
  linkInvalid: 422,
  setUpClosed: 409,
  browserSessionNeeded: 403,
  unknownUser: 422,
  unknownRole: 422,
  unknownPermission: 422,
  rightsNotHeld: 403,
  strongerUser: 403,
  lastAdministrator: 409,
  notYourself: 409,
  userSuspended: 409,
});
