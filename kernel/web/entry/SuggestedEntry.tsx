import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Combobox.layer.css';
import '@mantine/core/styles/ScrollArea.layer.css';
import { Combobox, useCombobox } from '@mantine/core';
import { useState } from 'react';
import type { FieldEntry } from '../fields/field-parts.ts';
import { useFormats } from '../i18n/format.ts';
import classes from './entry.module.css';
import { lastPart, withLastPart } from './suggestions.ts';
import { TextEntry } from './TextEntry.tsx';
import { useSuggestions } from './use-suggestions.ts';

/** A text for which the declaration names what may be meant: it is offered, and anything else may be entered too. */
export default function SuggestedEntry({
  spec,
  path: _path,
  labels: _labels,
  value,
  onChange,
  beside,
  ...rest
}: FieldEntry) {
  const { quantity } = useFormats();
  const text = typeof value === 'string' ? value : '';
  const several = spec.suggests?.several ?? false;
  // What stands there already is not what is looked for.
  const [isTyped, setTyped] = useState(false);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { items, isComing } = useSuggestions(spec.suggests, beside, isTyped ? lastPart(text, several) : '');
  const set = (next: string) => onChange(next === '' ? null : next);
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      transitionProps={{ duration: 60 }}
      onOptionSubmit={(chosen) => {
        set(withLastPart(text, chosen, several && isTyped));
        combobox.closeDropdown();
      }}
      width={rest.bare ? 260 : 'target'}
      withinPortal
    >
      <Combobox.Target withExpandedAttribute withKeyboardNavigation={isComing || items.length > 0}>
        <TextEntry
          {...rest}
          text={text}
          onText={(next) => {
            setTyped(true);
            set(next);
            combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={items.length === 0}>
        <Combobox.Options mah={300} style={{ overflowY: 'auto' }}>
          {items.map(({ title, amount }) => (
            <Combobox.Option key={title} value={title}>
              <span className={classes.option}>
                <span className={classes.optionTitle}>{title}</span>
                {amount !== null && <span className={classes.optionSubtitle}>{quantity(amount)}</span>}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
