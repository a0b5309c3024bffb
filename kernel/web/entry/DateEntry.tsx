import { useState } from 'react';
import type { FieldEntry } from '../fields/field-parts.ts';
import { dateForEntry, isoDate, parseDateEntry } from '../i18n/date-entry.ts';
import { useText } from '../i18n/text.ts';
import { lazyPart } from '../lazy.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { IconCalendar } from '../parts/icons.ts';
import { PopoverButton } from '../parts/PopoverButton.tsx';
import { TextEntry } from './TextEntry.tsx';
import { useTypedText } from './use-typed-text.ts';

const Calendar = lazyPart(() => import('./Calendar.tsx'));
const isoPattern = /^\d{4}-\d\d-\d\d$/;

const shifted = (iso: string, days: number): string => {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return isoDate(new Date(year, month - 1, day + days));
};

/** Entry of a date: typed (`24.12.`, `+7`, `heute`), by arrow keys, or from the calendar. */
export function DateEntry({ value, onChange, spec: _spec, path: _path, labels: _labels, ...rest }: FieldEntry) {
  const { t, language } = useText();
  const [opened, setOpened] = useState(false);
  const show = (shown: unknown) =>
    isoPattern.test(String(shown)) ? dateForEntry(String(shown), language) : String(shown);
  const typed = useTypedText(value, show, (text) => parseDateEntry(text, language, new Date()), onChange);
  const calendar = (
    <PopoverButton
      opened={opened}
      onOpened={setOpened}
      label={t('web.date.calendar')}
      width={264}
      trigger={
        <IconButton label={t('web.date.calendar')} size={24} tabIndex={-1} disabled={rest.disabled ?? false}>
          <IconCalendar size={15} />
        </IconButton>
      }
    >
      {(close) => (
        <Calendar
          value={typeof value === 'string' && isoPattern.test(value) ? value : null}
          onPick={(day) => {
            onChange(day);
            close();
          }}
        />
      )}
    </PopoverButton>
  );
  return (
    <TextEntry
      {...rest}
      {...typed}
      placeholder={rest.placeholder ?? t('web.date.format')}
      end={rest.bare ? undefined : calendar}
      onKeyDown={(event) => {
        if (rest.bare || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        onChange(
          shifted(
            typeof value === 'string' && isoPattern.test(value) ? value : isoDate(new Date()),
            event.key === 'ArrowUp' ? 1 : -1,
          ),
        );
      }}
    />
  );
}
