import { useQuery } from '@tanstack/react-query';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import { type DialogProps, Fault, useFormats, useText, Waiting } from '#kernel/web/index.ts';
import { type PriceQuestion, priceQuery } from '../ask-price.ts';
import classes from './answer.module.css';
import { PriceExplanation } from './PriceExplanation.tsx';

export interface WhyPriceProps extends DialogProps<undefined> {
  question: PriceQuestion;
  /** The price that stands in the line, as a decimal string, and whether somebody has entered it. */
  line?: { price: string | null; isEntered: boolean } | undefined;
}

/** Why a line costs what it costs. */
export default function WhyPrice({ question, line, close }: WhyPriceProps) {
  const { t, language } = useText();
  const { moneyWithCurrency } = useFormats();
  const { data, error, refetch } = useQuery(priceQuery(question, language));
  const now = data?.price ?? null;
  const note =
    !data || !line?.price
      ? null
      : line.isEntered
        ? t('pricing.why.entered', { price: moneyWithCurrency(line.price) })
        : now !== null && Number(now) !== Number(line.price)
          ? t('pricing.why.kept', { price: moneyWithCurrency(line.price), now: moneyWithCurrency(now) })
          : null;
  return (
    <Dialog title={t('pricing.why.title')} onClose={() => close()}>
      {note && <p className={classes.note}>{note}</p>}
      {data ? (
        <PriceExplanation answer={data} />
      ) : error ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : (
        <Waiting />
      )}
    </Dialog>
  );
}
