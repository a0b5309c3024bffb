import { CloseButton } from '@mantine/core';
import type { Reference } from '../../contract/index.ts';
import { isReference } from '../api/rows.ts';
import { useText } from '../i18n/text.ts';
import classes from './entry.module.css';
import PickEntry, { type PickEntryProps } from './PickEntry.tsx';

/** Entry of several references: those chosen as pills, one more by search. */
export default function PicksEntry({ value, onChange, ...rest }: PickEntryProps) {
  const { t } = useText();
  const chosen: Reference[] = Array.isArray(value) ? value.filter(isReference) : [];
  const add = (picked: unknown) => {
    if (isReference(picked) && !chosen.some((one) => one.id === picked.id)) onChange([...chosen, picked]);
  };
  return (
    <div>
      {chosen.length > 0 && (
        <div className={classes.pills}>
          {chosen.map((one) => (
            <span key={one.id} className={classes.pill}>
              {one.title ?? t('web.ref.hidden')}
              <CloseButton
                size="xs"
                aria-label={t('web.action.removeNamed', { name: one.title ?? '' })}
                onClick={() => onChange(chosen.filter((other) => other.id !== one.id))}
              />
            </span>
          ))}
        </div>
      )}
      <PickEntry {...rest} spec={{ ...rest.spec, kind: 'ref' }} value={null} onChange={add} />
    </div>
  );
}
