import { hasLines, languages, type Translated, translate } from '../../contract/index.ts';
import classes from '../entry/entry.module.css';
import { LinesTextEntry, TextEntry } from '../entry/TextEntry.tsx';
import { useText } from '../i18n/text.ts';
import type { FieldEntry, FieldView } from './field-parts.ts';
import own from './fields.module.css';

const isTranslated = (value: unknown): value is Translated =>
  typeof value === 'object' && value !== null && ('de' in value || 'en' in value);

/** The text in the reader's language; one that had to be taken from the other language is marked as such. */
export function Display({ value }: FieldView) {
  const { language } = useText();
  if (typeof value === 'string') return value;
  if (!isTranslated(value)) return null;
  const text = translate(value, language);
  if (text === null || value[language] !== null) return text;
  return (
    <span lang={languages.find((other) => value[other] === text)} className={own.borrowed}>
      {text}
    </span>
  );
}

/** One text per language, marked with its code; of several lines where it may be long. */
export function Input({ value, onChange, id, bare, 'aria-label': label, spec, path, labels, ...rest }: FieldEntry) {
  const { t } = useText();
  // The name of one of two inputs says of which text it is, too: the label above belongs to the first alone.
  const name = label ?? labels.field(path);
  const Entry = hasLines(spec) ? LinesTextEntry : TextEntry;
  const texts: Translated = isTranslated(value) ? value : { de: null, en: null };
  return (
    <div className={classes.pair} data-bare={bare || undefined}>
      {languages.map((language, index) => (
        <div key={language} className={classes.pairRow}>
          <span className={classes.pairMark} aria-hidden>
            {language}
          </span>
          <Entry
            {...rest}
            {...(index === 0 && id ? { id } : {})}
            autoFocus={index === 0 && (rest.autoFocus ?? false)}
            bare={bare ?? false}
            aria-label={`${name} ${t(`web.language.${language}`)}`}
            text={texts[language] ?? ''}
            onText={(text) => onChange({ ...texts, [language]: text === '' ? null : text })}
          />
        </div>
      ))}
    </div>
  );
}

export const width = 220;
