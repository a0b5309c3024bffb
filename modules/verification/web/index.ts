import { defineWeb } from '#kernel/web/index.ts';
import { verifiesBooks } from '../contract/index.ts';

/** Whether the books are sound. */
export const verificationWeb = defineWeb({
  pages: [
    {
      path: 'verification/books',
      title: 'verification.books.title',
      permission: verifiesBooks,
      menu: 'first',
      load: () => import('./BooksPage.tsx'),
    },
  ],
});
