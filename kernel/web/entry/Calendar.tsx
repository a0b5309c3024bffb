import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/dates/styles.layer.css';
import { DatePicker } from '@mantine/dates';
import 'dayjs/locale/de';
import { useText } from '../i18n/text.ts';

/** A month to pick a day from; weeks begin on Monday. */
export default function Calendar({ value, onPick }: { value: string | null; onPick: (day: string | null) => void }) {
  const { language } = useText();
  return (
    <DatePicker
      size="xs"
      locale={language}
      value={value}
      defaultDate={value ?? undefined}
      onChange={onPick}
      firstDayOfWeek={1}
      weekendDays={[]}
      highlightToday
    />
  );
}
