import { PasswordInput } from '@mantine/core';
import '@mantine/core/styles/PasswordInput.layer.css';
import { describedBy as toDescribe } from '../form/Described.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import { useText } from '../i18n/text.ts';

export interface PasswordEntryProps {
  name: string;
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  /** The password of now, which the browser may know; else a new one, which it may make up. */
  current?: boolean;
  autoFocus?: boolean;
}

/** A password with its label, read by the form it stands in under `name`. */
export function PasswordEntry({ name, label, help, error, current = false, autoFocus = false }: PasswordEntryProps) {
  const { t } = useText();
  return (
    <FieldBox label={label} help={help} error={error}>
      {({ id, describedBy }) => (
        <PasswordInput
          id={id}
          name={name}
          size="sm"
          required
          error={error !== undefined}
          aria-describedby={describedBy}
          inputContainer={toDescribe(describedBy)}
          autoComplete={current ? 'current-password' : 'new-password'}
          autoFocus={autoFocus}
          visibilityToggleButtonProps={{ 'aria-label': t('web.signIn.show') }}
        />
      )}
    </FieldBox>
  );
}
