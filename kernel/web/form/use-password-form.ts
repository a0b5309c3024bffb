import { type FormEvent, useState } from 'react';
import { fieldMessages } from '../api/api-problem.ts';
import { useText } from '../i18n/text.ts';
import { faultText } from '../parts/Fault.tsx';

export interface PasswordForm {
  /** Sends what was entered, by the names of the inputs, if the input `repeat` repeats the one that `password` names. */
  submit: (event: FormEvent<HTMLFormElement>) => void;
  busy: boolean;
  /** Messages of the server at its fields, and that the repetition differs. */
  messages: Readonly<Record<string, string>>;
  /** What went wrong and belongs to no field. */
  fault: string | undefined;
}

/** A form in which a new password is entered twice. `send` gets the form too, to empty it. */
export function usePasswordForm(
  password: string,
  send: (entered: Readonly<Record<string, string>>, form: HTMLFormElement) => Promise<void>,
): PasswordForm {
  const text = useText();
  const [error, setError] = useState<unknown>(null);
  const [differs, setDiffers] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (form: HTMLFormElement) => {
    const entered = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const isRepeated = entered[password] === entered.repeat;
    setDiffers(!isRepeated);
    setError(null);
    if (!isRepeated) return;
    setBusy(true);
    await send(entered, form).catch(setError);
    setBusy(false);
  };
  const told = fieldMessages(error);
  return {
    submit: (event) => {
      event.preventDefault();
      void submit(event.currentTarget);
    },
    busy,
    messages: differs ? { ...told, repeat: text.t('web.password.differs') } : told,
    fault: error !== null && Object.keys(told).length === 0 ? faultText(error, text).title : undefined,
  };
}
