import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Combobox.layer.css';
import '@mantine/core/styles/ScrollArea.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import { Select } from '@mantine/core';
import type { FieldEntry } from '../fields/field-parts.ts';
import { describedBy } from '../form/Described.tsx';
import classes from './entry.module.css';

/** Entry of one of a few declared values. */
export default function ChoiceEntry({
  spec,
  path,
  labels,
  value,
  onChange,
  invalid,
  bare,
  autoFocus,
  ...rest
}: FieldEntry) {
  const values = spec.values ?? [];
  return (
    <Select
      {...rest}
      inputContainer={describedBy(rest['aria-describedby'])}
      data={values.map((choice) => ({ value: choice, label: labels.value(path, choice) }))}
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
      error={invalid ?? false}
      variant={bare ? 'unstyled' : 'default'}
      clearable={!spec.required}
      allowDeselect={!spec.required}
      searchable={values.length > 7}
      autoFocus={autoFocus ?? false}
      maxDropdownHeight={320}
      comboboxProps={{ transitionProps: { duration: 60 } }}
      classNames={{ input: bare ? (classes.bare ?? '') : '' }}
    />
  );
}
