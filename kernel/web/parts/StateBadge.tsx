import classes from './StateBadge.module.css';
import { toneOf } from './tone.ts';

/** The state of a record: its word, and a colour and mark that mean the same everywhere. */
export function StateBadge({ state, label }: { state: string; label: string }) {
  return (
    <span className={classes.badge} data-tone={toneOf(state)}>
      <span className={classes.mark} aria-hidden />
      {label}
    </span>
  );
}
