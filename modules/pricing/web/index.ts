import { defineWeb, openDialog, partsOf } from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { priceChange, priceList } from '../contract/index.ts';
import type { PriceQuestion } from './ask-price.ts';

export type { PriceQuestion } from './ask-price.ts';

/** Says in a dialog why something costs what it costs; `line`: what stands in the line that is asked about. */
export const askWhyPrice = (
  question: PriceQuestion,
  line?: { price: string | null; isEntered: boolean },
): Promise<undefined> => openDialog(() => import('./answer/WhyPrice.tsx'), { question, line });

export const pricingWeb = defineWeb({
  pages: [
    {
      path: 'pricing/find',
      title: 'pricing.finder.title',
      load: () => import('./finder/FinderPage.tsx'),
      permission: 'pricing.price:read',
      menu: 'first',
    },
  ],
  parts: [
    partsOf(priceList, {
      groups: ['identity', 'audience', 'validity'],
      slots: { bottom: [{ load: () => import('./grid/PricesGrid.tsx'), permission: 'pricing.price:read' }] },
    }),
    partsOf(priceChange, {
      groups: ['what', 'how', 'when'],
      slots: { bottom: [{ load: () => import('./change/ChangePreview.tsx') }] },
    }),
    partsOf(variant, {
      slots: { bottom: [{ load: () => import('./variant/PriceHistoryCard.tsx'), permission: 'pricing.price:read' }] },
    }),
  ],
});
