import { useMemo, useState } from 'react';
import type { AnyResource, Reference } from '../../contract/index.ts';
import type { AnyRow } from '../api/rows.ts';
import { useSaving } from '../api/use-write.ts';
import { Dialog } from '../dialogs/Dialog.tsx';
import type { DialogProps } from '../dialogs/dialogs.ts';
import { FieldGrid } from '../form/FieldGrid.tsx';
import { FormFault } from '../form/FormFault.tsx';
import { FormWarnings } from '../form/FormWarnings.tsx';
import { formMessages } from '../form/field-messages.ts';
import { toBody } from '../form/to-write.ts';
import { useCheck } from '../form/use-check.ts';
import { defaultsOf, useDraft } from '../form/use-draft.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { subtitleOf, titleOf } from '../list/row-title.ts';

/** A new record on the way, from a pick field: what must be given, and what the user had typed already. */
export default function CreateDialog({
  resource,
  title,
  close,
}: DialogProps<Reference> & { resource: AnyResource; title: string }) {
  const text = useText();
  const labels = useLabels(resource);
  const save = useSaving<Record<string, unknown>, AnyRow>(resource);
  const base = useMemo(() => defaultsOf(resource.fields), [resource]);
  const entered = useMemo(
    () =>
      Object.entries(resource.fields).filter(
        ([name, spec]) =>
          !spec.readOnly &&
          spec.kind !== 'lines' &&
          (spec.required || name === resource.title || name === resource.subtitle),
      ),
    [resource],
  );
  const named = entered.find(
    ([name, spec]) =>
      spec.kind === 'text' && name === (resource.fields[resource.title]?.readOnly ? resource.subtitle : resource.title),
  )?.[0];
  const draft = useDraft(resource.fields, base, named && title ? { [named]: title } : {});
  const [error, setError] = useState<unknown>(null);
  const values = toBody(resource.fields, { ...base, ...draft.changes });
  const checked = useCheck(resource, undefined, draft.isDirty ? values : null);
  const { value, changes } = draft;
  const { errors, warnings } = formMessages(error, checked, { fields: resource.fields, value, changes }, text);
  const act = async () => {
    try {
      const row = await save.mutateAsync({ values });
      close({ id: row.id, title: titleOf(resource, row, text), subtitle: subtitleOf(resource, row, text) });
    } catch (fault) {
      setError(fault);
    }
  };
  return (
    <Dialog
      title={text.t('web.list.newOne', { one: labels.oneInside })}
      action={text.t('web.action.create')}
      busy={save.isPending}
      onAction={() => void act()}
      onClose={() => close()}
      size="lg"
      foot={<FormWarnings warnings={checked.warnings} labels={labels} />}
    >
      {error !== null && <FormFault error={error} labels={labels} messages={errors} />}
      <FieldGrid
        fields={entered.map(([name, spec]) => ({ name, spec }))}
        labels={labels}
        draft={draft}
        editing
        errors={errors}
        warnings={warnings}
        focus={entered[0]?.[0]}
      />
    </Dialog>
  );
}
