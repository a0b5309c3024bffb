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
  parts: [
    partsOf(importRun, {
      slots: {
        top: [{ load: () => import('./run/RunSummary.tsx') }],
        bottom: [{ load: () => import('./run/RunReport.tsx') }],
      },
      // The outcome stands at the top and the report below, in sentences; the columns themselves would only repeat them.
      hidden: [
        'error',
        'errorParams',
        'aliveAt',
        'read',
        'created',
        'updated',
        'unchanged',
        'failed',
        'warnings',
        'linked',
        'linkedByKey',
        'linkedBySku',
        'orphans',
        'orphansWithoutKey',
        'rows',
      ],
    }),
  ],
});
