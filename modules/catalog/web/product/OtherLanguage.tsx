import { languages } from '#kernel/contract/index.ts';
import { type SlotProps, useLabels, useText } from '#kernel/web/index.ts';
import { product } from '../../contract/index.ts';
import classes from './other-language.module.css';

const texts = ['name', 'shortDescription', 'description'] as const;

/** The texts in the language the reader does not use: the fields above show his own, and what is not translated stands out. */
export default function OtherLanguage({ row }: SlotProps<typeof product>) {
  const { t, language } = useText();
  const labels = useLabels(product);
  const other = languages.find((one) => one !== language) ?? language;
  const title = t(`catalog.texts.${other}`);
  return (
    <section aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      <dl className={classes.texts}>
        {texts.map((field) => {
          const text = row[field]?.[other];
          return (
            <div key={field}>
              <dt>{labels.field(field)}</dt>
              {text ? (
                <dd lang={other}>{text}</dd>
              ) : (
                <dd data-missing={row[field]?.[language] ? '' : undefined}>
                  {row[field]?.[language] ? t('catalog.texts.missing') : '–'}
                </dd>
              )}
            </div>
          );
        })}
      </dl>
    </section>
  );
}
