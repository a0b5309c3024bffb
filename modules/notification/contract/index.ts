import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { notificationErrors } from './errors.ts';

export * from './answers.ts';
export * from './channels.ts';
export { notificationErrors };

/** News of somebody's notices travel under this name, to him alone. */
export const noticeResource = 'notification.notice';

/** Saying for a whole role how its users are told, as long as they choose nothing themselves. */
export const managesPreferences = 'notification.preference:manage';

export const notificationContract = defineContract(module, {
  errors: [notificationErrors],
  permissions: [managesPreferences],
});
