import classes from './Ring.module.css';

const radius = 8;
const around = 2 * Math.PI * radius;

const marks = { progress: null, done: 'm6.8 10.2 2.2 2.2 4.2-4.6', wrong: 'M10 6v4.6M10 13.4v.2' } as const;

/** How much of some work is done, and how it ended; turns while nobody knows how much there is. */
export function Ring({ percent, tone }: { percent: number | null; tone: keyof typeof marks }) {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" className={classes.frame} data-tone={tone} aria-hidden="true">
      <g className={classes.ring} data-turning={percent === null || undefined}>
        <circle cx="10" cy="10" r={radius} className={classes.track} />
        <circle
          cx="10"
          cy="10"
          r={radius}
          className={classes.done}
          strokeDasharray={around}
          strokeDashoffset={around * (1 - (percent ?? 25) / 100)}
        />
      </g>
      {marks[tone] && <path d={marks[tone]} className={classes.mark} />}
    </svg>
  );
}
