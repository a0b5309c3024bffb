import classes from './Ring.module.css';

const radius = 8;
const around = 2 * Math.PI * radius;

/** How much of some work is done; turns while nobody knows how much there is. */
export function Ring({ percent, tone }: { percent: number | null; tone: 'progress' | 'wrong' }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      className={classes.ring}
      data-tone={tone}
      data-turning={percent === null || undefined}
      aria-hidden="true"
    >
      <circle cx="10" cy="10" r={radius} className={classes.track} />
      <circle
        cx="10"
        cy="10"
        r={radius}
        className={classes.done}
        strokeDasharray={around}
        strokeDashoffset={around * (1 - (percent ?? 25) / 100)}
      />
    </svg>
  );
}
