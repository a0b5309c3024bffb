import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { notificationContract } from '../contract/index.ts';
import { mail } from './mail/mail.ts';
import { closeMail } from './mail/mail-settings.ts';
import { sendMail } from './mail/send-mail.ts';
import { forgetNotices } from './notice/forget-old.ts';
import { notice } from './notice/notice.ts';
import { preference } from './preference/preference.ts';
import { notificationRoutes } from './routes.ts';

export { configureMail, type MailSettings } from './mail/mail-settings.ts';
export { type News, tell } from './notice/tell.ts';

export const notificationServer = defineServer(notificationContract, {
  resources: [serve(notice, {}), serve(mail, {}), serve(preference, {})],
  routes: notificationRoutes,
  subscriptions: [{ name: 'sendMail', event: 'notification.mail.created', phase: 'after', handle: sendMail }],
  timed: [forgetNotices],
  stop: closeMail,
});
