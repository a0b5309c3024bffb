import { defineWeb } from '#kernel/web/index.ts';
import { readsAuditLog } from '../contract/index.ts';

/** The log over all records; that of one record is a tab of its own page. */
export const auditWeb = defineWeb({
  pages: [
    {
      path: 'audit/entries',
      title: 'audit.entries.title',
      permission: readsAuditLog,
      menu: 'first',
      load: () => import('./EntriesPage.tsx'),
    },
  ],
});
