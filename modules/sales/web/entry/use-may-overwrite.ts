import { confirm as ask, useFormats, useText } from '#kernel/web/index.ts';
import { amountsOf } from './line-amounts.ts';
import type { Order } from './send-draft.ts';
import type { DraftEditing } from './use-draft-editing.ts';

/** Somebody else has saved the order meanwhile: whose lines shall hold? */
export function useMayOverwrite({ latest }: DraftEditing): (current: Order) => Promise<boolean> {
  const { t } = useText();
  const { moneyWithCurrency } = useFormats();
  return (current) => {
    const { lines, taxIncluded } = latest();
    const mine = amountsOf(lines, taxIncluded);
    return ask({
      title: t('sales.entry.conflict.title'),
      body: t('sales.entry.conflict.body', {
        mine: mine.count,
        mineTotal: moneyWithCurrency(mine.grossTotal),
        theirs: current.lines?.length ?? 0,
        theirsTotal: moneyWithCurrency(current.grossTotal ?? '0'),
      }),
      action: t('sales.entry.conflict.mine'),
      danger: true,
    });
  };
}
