import { Button } from '@mantine/core';
import classes from './choice-buttons.module.css';

interface ChoiceButtonsProps<T> {
  label: string;
  options: readonly T[];
  value: T;
  text: (option: T) => string;
  onChange: (option: T) => void;
}

/** One of a few, all in sight. */
export function ChoiceButtons<T extends string | number>({
  label,
  options,
  value,
  text,
  onChange,
}: ChoiceButtonsProps<T>) {
  return (
    <fieldset className={classes.choice} aria-label={label}>
      {options.map((one) => (
        <Button
          key={one}
          size="compact-sm"
          variant={one === value ? 'filled' : 'default'}
          aria-pressed={one === value}
          onClick={() => onChange(one)}
        >
          {text(one)}
        </Button>
      ))}
    </fieldset>
  );
}
