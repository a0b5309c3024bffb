import { defineWeb } from '#kernel/web/index.ts';
import { seesValues } from '../contract/index.ts';

/** What the stock is worth, today and on any day before. */
export const valuationWeb = defineWeb({
  pages: [
    {
      path: 'valuation/report',
      title: 'valuation.report.title',
      permission: seesValues,
      menu: 'first',
      load: () => import('./report/ReportPage.tsx'),
    },
  ],
});
