import { defineWeb } from '#kernel/web/index.ts';
import { seesShortages } from '../contract/index.ts';

/** What is short, and what to do about it. */
export const replenishmentWeb = defineWeb({
  pages: [
    {
      path: 'replenishment/shortages',
      title: 'replenishment.shortages.title',
      permission: seesShortages,
      menu: 'first',
      load: () => import('./shortages/ShortagesPage.tsx'),
    },
  ],
});
