import { defineWeb, partsOf } from '#kernel/web/index.ts';
import { importPermission, importRun } from '../contract/index.ts';

/** The page from which the import is started and watched; a run's own page says everything about it in one piece. */
export const legacyWeb = defineWeb({
  pages: [
    {
      path: 'legacy/import',
      title: 'legacy.import.title',
      permission: importPermission,
      menu: 'first',
      load: () => import('./import/ImportPage.tsx'),
    },
  ],
  parts: [partsOf(importRun, { record: () => import('./run/RunPage.tsx') })],
});
