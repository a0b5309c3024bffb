import { IconBackspace } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../i18n/text.ts';
import { afterKey } from './number-keys.ts';
import classes from './workplace.module.css';

interface NumberPadProps {
  /** What the number is. */
  label: string;
  /** Decimal as on the wire, or being typed. */
  value: string;
  onChange: (value: string) => void;
  /** Digits behind the comma; 0: whole numbers. */
  decimals?: number;
  /** Behind the number: its unit. */
  unit?: string | null;
}

const digits = ['7', '8', '9', '4', '5', '6', '1', '2', '3'];

/** A number by keys that a glove hits. The first key replaces what was proposed. */
export function NumberPad({ label, value, onChange, decimals = 0, unit }: NumberPadProps) {
  const { t, locale } = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const comma = new Intl.NumberFormat(locale).format(1.5).replace(/\d/g, '');
  const press = (key: string) => {
    // Changed from outside since: the next key begins anew.
    const next = afterKey(value, key, decimals, typed !== value);
    setTyped(next);
    onChange(next);
  };
  return (
    <div className={classes.pad}>
      <output className={classes.padValue} aria-label={label} data-empty={value === '' || undefined}>
        {value === '' ? '0' : value.replace('.', comma)}
        {unit && <small className={classes.padUnit}>{unit}</small>}
      </output>
      <div className={classes.keys}>
        {digits.map((key) => (
          <button key={key} type="button" className={classes.key} onClick={() => press(key)}>
            {key}
          </button>
        ))}
        {decimals > 0 ? (
          <button type="button" className={classes.key} onClick={() => press('.')}>
            {comma}
          </button>
        ) : (
          <button type="button" className={classes.key} onClick={() => press('clear')}>
            C
          </button>
        )}
        <button type="button" className={classes.key} onClick={() => press('0')}>
          0
        </button>
        <button
          type="button"
          className={classes.key}
          aria-label={t('web.workplace.pad.back')}
          onClick={() => press('back')}
        >
          <IconBackspace size={26} />
        </button>
      </div>
    </div>
  );
}
