import { useFormats, useText } from '#kernel/web/index.ts';
import shared from '../quality.module.css';
import classes from './summary.module.css';

const width = 88;
const height = 24;
const pad = 2;

interface TrendProps {
  points: readonly { day: string; open: number }[];
  now: number;
}

/** How a rule's findings went over the last month, and the difference to its first day. */
export function Trend({ points, now }: TrendProps) {
  const { t } = useText();
  const { date, int } = useFormats();
  const [first] = points;
  if (!first) return <span className={shared.quiet}>–</span>;
  const values = [...points.map(({ open }) => open), now];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = (index: number) => pad + (index / (values.length - 1)) * (width - 2 * pad);
  const y = (value: number) =>
    most === least ? height / 2 : height - pad - ((value - least) / (most - least)) * (height - 2 * pad);
  const change = now - first.open;
  const said = t('quality.summary.trendText', { first: int(first.open), day: date(first.day), now: int(now) });
  return (
    <span className={classes.trend} data-tip={said}>
      <svg width={width} height={height} role="img" aria-label={said}>
        <polyline points={values.map((value, index) => `${x(index)},${y(value)}`).join(' ')} />
        <circle cx={x(values.length - 1)} cy={y(now)} r={2} />
      </svg>
      <span className={classes.change} data-change={Math.sign(change)} aria-hidden>
        {change === 0 ? '±0' : `${change > 0 ? '+' : '−'}${int(Math.abs(change))}`}
      </span>
    </span>
  );
}
