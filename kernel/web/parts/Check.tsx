import { type ComponentPropsWithRef, type ReactNode, useLayoutEffect, useRef } from 'react';
import classes from './Check.module.css';

export interface CheckProps extends Omit<ComponentPropsWithRef<'input'>, 'type' | 'ref'> {
  /** Neither ticked nor not: some of many are. */
  indeterminate?: boolean;
  label?: ReactNode;
}

/** A box to tick. The browser's own, drawn in our colours: a list shows one in every row. */
export function Check({ indeterminate = false, label, ...rest }: CheckProps) {
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  const props = { ...rest, ref: box, type: 'checkbox', className: classes.box };
  if (label === undefined) return <input {...props} />;
  return (
    <label className={classes.label}>
      <input {...props} />
      {label}
    </label>
  );
}
