import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ToldProblem } from '../../contract/index.ts';
import type { Labels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { IconWarning } from '../parts/icons.ts';
import { PopoverButton } from '../parts/PopoverButton.tsx';
import classes from './FormFault.module.css';
import { pathLabel } from './path-label.ts';

/**
 * How many things in a form are doubtful, and which: a button beside those that save, so that nothing moves under the hands
 * of somebody who types. Says so to screen readers once typing pauses; never keeps anybody from saving.
 */
export function FormWarnings({ warnings, labels }: { warnings: readonly ToldProblem[]; labels: Labels }) {
  const text = useText();
  const [opened, setOpened] = useState(false);
  const caption = text.t('web.form.warnings', { count: warnings.length });
  return (
    <>
      <span role="status" className={classes.unseen}>
        {warnings.length > 0 ? caption : ''}
      </span>
      {warnings.length > 0 && (
        <PopoverButton
          label={caption}
          width={340}
          opened={opened}
          onOpened={setOpened}
          trigger={
            <Button
              variant="subtle"
              className={classes.doubts ?? ''}
              leftSection={<IconWarning size={15} aria-hidden />}
            >
              {caption}
            </Button>
          }
        >
          {() => (
            <ul className={classes.doubtful}>
              {warnings.map(({ path, code, message }) => (
                <li key={`${path} ${code}`}>
                  {path && <b>{pathLabel(path, labels, text)}: </b>}
                  {message}
                </li>
              ))}
            </ul>
          )}
        </PopoverButton>
      )}
    </>
  );
}
