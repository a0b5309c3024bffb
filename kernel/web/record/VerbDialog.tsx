import { useMemo, useState } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import { Dialog } from '../dialogs/Dialog.tsx';
import type { DialogProps } from '../dialogs/dialogs.ts';
import { FieldGrid } from '../form/FieldGrid.tsx';
import { FormFault } from '../form/FormFault.tsx';
import { draftMessages } from '../form/field-messages.ts';
import { toBody } from '../form/to-write.ts';
import { defaultsOf, useDraft } from '../form/use-draft.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';

export interface VerbDialogProps extends DialogProps<Record<string, unknown>> {
  resource: AnyResource;
  verb: string;
  /** Record (or records) the verb is for, as its sentence names it. */
  title: string;
  /** Carries the verb out while the dialog is open, so that errors appear at their fields; without it the input is handed back. */
  submit: ((input: Record<string, unknown>) => Promise<void>) | undefined;
  /** Part of the input that is known, and not asked for. */
  given?: Readonly<Record<string, unknown>>;
  /** What stands in the fields at first. */
  preset?: Readonly<Record<string, unknown>>;
}

/** Asks for the input a verb declares. */
export default function VerbDialog(props: VerbDialogProps) {
  const { resource, verb, title, submit, given, preset, close } = props;
  const text = useText();
  const { t, has } = text;
  const labels = useLabels(resource);
  const declared = resource.verbs[verb];
  const fields = useMemo(() => declared?.input ?? {}, [declared]);
  const base = useMemo(() => ({ ...defaultsOf(fields), ...preset, ...given }), [fields, preset, given]);
  const draft = useDraft(fields, base);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const names = Object.keys(fields).filter((name) => !(given && name in given));
  const inputLabels = useMemo(
    () => ({
      ...labels,
      field: (path: string) => labels.input(verb, path),
      help: (path: string) =>
        has(`${resource.name}.verb.${verb}.help.${path}`) ? t(`${resource.name}.verb.${verb}.help.${path}`) : undefined,
    }),
    [labels, verb, resource, has, t],
  );
  const errors = draftMessages(error, fields, draft.value, text);
  const act = async () => {
    const input = Object.fromEntries(
      Object.entries(toBody(fields, { ...base, ...draft.changes })).filter(([, value]) => value !== null),
    );
    if (!submit) return close(input);
    setBusy(true);
    try {
      await submit(input);
      close(input);
    } catch (fault) {
      setError(fault);
      setBusy(false);
    }
  };
  const sentence =
    declared?.irreversible || has(`${resource.name}.verb.${verb}.confirm`) ? labels.confirm(verb, title) : null;
  return (
    <Dialog
      title={`${labels.verb(verb)} · ${title}`}
      action={labels.verb(verb)}
      danger={declared?.danger ?? false}
      size={names.some((name) => fields[name]?.kind === 'lines') ? 'lg' : 'md'}
      busy={busy}
      onAction={() => void act()}
      onClose={() => close()}
    >
      {error !== null && <FormFault error={error} labels={inputLabels} messages={errors} />}
      {sentence && <p>{sentence}</p>}
      <FieldGrid
        fields={names.map((name) => ({ name, spec: fields[name] ?? { kind: 'text' } }))}
        labels={inputLabels}
        draft={draft}
        editing
        errors={errors}
        focus={names[0]}
      />
    </Dialog>
  );
}
