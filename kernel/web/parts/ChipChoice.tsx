import classes from './chip-choice.module.css';

interface ChipChoiceProps {
  label: string;
  /** `null` as id: all of them. */
  options: readonly { id: number | null; name: string }[];
  value: number | null;
  onChange: (id: number | null) => void;
  /** For a glove. */
  isBig?: boolean;
}

/** One of several records by their short names, all in sight; nothing where there is nothing to choose. */
export function ChipChoice({ label, options, value, onChange, isBig = false }: ChipChoiceProps) {
  if (options.filter(({ id }) => id !== null).length < 2) return null;
  return (
    <fieldset className={classes.chips} aria-label={label} data-big={isBig || undefined}>
      {options.map(({ id, name }) => (
        <button
          key={id ?? 0}
          type="button"
          className={classes.chip}
          aria-pressed={id === value}
          onClick={() => onChange(id)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
