import { defineWeb } from '#kernel/web/index.ts';
import { seesFindings } from '../contract/index.ts';

/** The work list of all rules, and what one rule finds. */
export const qualityWeb = defineWeb({
  pages: [
    {
      path: 'quality/summary',
      title: 'quality.summary.title',
      permission: seesFindings,
      menu: 'first',
      load: () => import('./summary/SummaryPage.tsx'),
    },
    {
      path: 'quality/findings',
      title: 'quality.findings.title',
      permission: seesFindings,
      load: () => import('./findings/FindingsPage.tsx'),
    },
  ],
});
