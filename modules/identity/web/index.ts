import { defineWeb, partsOf } from '#kernel/web/index.ts';
import { user } from '../contract/index.ts';

/** One's own account (from the menu of the user), and the one-time link on the page of a user. */
export const identityWeb = defineWeb({
  pages: [
    { path: 'identity/account', title: 'identity.account.title', load: () => import('./account/AccountPage.tsx') },
  ],
  parts: [
    partsOf(user, {
      slots: {
        actions: [{ load: () => import('./users/PasswordLink.tsx'), permission: 'identity.user:resetPassword' }],
      },
    }),
  ],
});
