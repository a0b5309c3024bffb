import { useFormats, useText } from '#kernel/web/index.ts';
import type { Explanation, ExplanationStep } from '../../contract/index.ts';
import classes from './answer.module.css';

/** A price with everything that led to it, and everything that did not. */
export function PriceExplanation({ answer }: { answer: Explanation }) {
  const { t } = useText();
  const { moneyWithCurrency } = useFormats();
  const { price, finalPrice, discount, taxIncluded } = answer;
  return (
    <div className={classes.answer} aria-live="polite">
      <div>
        {price === null ? (
          <p className={classes.price}>{t('pricing.finder.none')}</p>
        ) : (
          <p className={classes.price}>
            {moneyWithCurrency(price)} <span>{t(taxIncluded ? 'pricing.finder.gross' : 'pricing.finder.net')}</span>
          </p>
        )}
        {discount !== null && finalPrice !== null && (
          <p className={classes.final}>
            {t('pricing.finder.final')}: {moneyWithCurrency(finalPrice)}
          </p>
        )}
      </div>
      <section aria-label={t('pricing.finder.steps')}>
        <h3 className={classes.heading}>{t('pricing.finder.steps')}</h3>
        <ol className={classes.steps}>{answer.steps.map(sentence)}</ol>
      </section>
      {answer.breaks.length > 1 && <Breaks answer={answer} />}
      {answer.losers.length > 0 && (
        <section aria-label={t('pricing.finder.losers')}>
          <h3 className={classes.heading}>{t('pricing.finder.losers')}</h3>
          <ul className={classes.losers}>{answer.losers.map(sentence)}</ul>
        </section>
      )}
    </div>
  );
}

const sentence = ({ code, text }: ExplanationStep, index: number) => <li key={`${code} ${String(index)}`}>{text}</li>;

function Breaks({ answer: { breaks, quantity } }: { answer: Explanation }) {
  const { t } = useText();
  const formats = useFormats();
  const now = breaks.filter(({ from }) => Number(from) <= Number(quantity)).at(-1);
  return (
    <section aria-label={t('pricing.finder.breaks')}>
      <h3 className={classes.heading}>{t('pricing.finder.breaks')}</h3>
      <table className={classes.breaks}>
        <thead>
          <tr>
            <th scope="col">{t('pricing.finder.from')}</th>
            <th scope="col">{t('pricing.finder.price')}</th>
          </tr>
        </thead>
        <tbody>
          {breaks.map((one) => (
            <tr key={one.from} data-now={one === now || undefined}>
              <td>{formats.quantity(one.from)}</td>
              <td>{one.price === null ? '–' : formats.moneyWithCurrency(one.price)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
