import { defineWeb } from '#kernel/web/index.ts';

/** The bell in the top bar, all that one was told, and how one wants to be told. */
export const notificationWeb = defineWeb({
  pages: [
    {
      path: 'notification/inbox',
      title: 'notification.inbox.title',
      load: () => import('./inbox/InboxPage.tsx'),
    },
    {
      path: 'notification/preferences',
      title: 'notification.preferences.title',
      load: () => import('./preferences/PreferencesPage.tsx'),
    },
  ],
  bar: [{ name: 'bell', load: () => import('./bell/Bell.tsx') }],
});
