import { useFormats } from '#kernel/web/index.ts';
import classes from './availability.module.css';

interface DayCellProps {
  value: string;
  /** What it was the day before. */
  before: string;
  isWeekend: boolean;
}

/** What will be available at a day's end: said where it changes, quiet where it stays, in red where it does not suffice. */
export function DayCell({ value, before, isWeekend }: DayCellProps) {
  const { quantity } = useFormats();
  const [now, then] = [Number(value), Number(before)];
  return (
    <td
      data-align="end"
      className={classes.day}
      data-weekend={isWeekend || undefined}
      data-short={now < 0 || undefined}
      data-same={now === then || undefined}
      data-change={now > then ? 'more' : now < then ? 'less' : undefined}
    >
      {now === 0 && then === 0 ? '–' : quantity(value)}
    </td>
  );
}
