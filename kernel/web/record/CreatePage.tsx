import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import type { AnyRow } from '../api/rows.ts';
import { useMay } from '../api/session.ts';
import { useSaving } from '../api/use-write.ts';
import { FormFault } from '../form/FormFault.tsx';
import { FormWarnings } from '../form/FormWarnings.tsx';
import { formMessages } from '../form/field-messages.ts';
import { toBody } from '../form/to-write.ts';
import { useCheck } from '../form/use-check.ts';
import { defaultsOf, useDraft } from '../form/use-draft.ts';
import { useLeaveGuard } from '../form/use-leave-guard.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { useGo } from '../navigation/PageLink.tsx';
import { useShortcuts } from '../navigation/shortcuts.ts';
import { IconForbidden } from '../parts/icons.ts';
import { keysText } from '../parts/keys-text.ts';
import { Message } from '../parts/Message.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { useRegistry } from '../registry.tsx';
import { layoutOf } from './field-layout.ts';
import { RecordFields, RecordLines } from './RecordFields.tsx';
import classes from './record.module.css';
import { usePrefilled } from './use-prefilled.ts';

/** The page of a record that does not exist yet: the same form, with what has a default filled in. */
export default function CreatePage({ resource }: { resource: AnyResource }) {
  const { t } = useText();
  const labels = useLabels(resource);
  const may = useMay();
  const permission = `${resource.name}:create`;
  usePageTitle(t('web.list.newOne', { one: labels.oneInside }));
  if (!may(permission) || !resource.operations.includes('create')) {
    return (
      <Message
        icon={<IconForbidden size={32} stroke={1.4} />}
        title={t('web.fault.forbidden')}
        note={t('web.fault.permission', { permission })}
      />
    );
  }
  return <CreateForm resource={resource} />;
}

function CreateForm({ resource }: { resource: AnyResource }) {
  const text = useText();
  const { t } = text;
  const labels = useLabels(resource);
  const may = useMay();
  const go = useGo();
  const parts = useRegistry().parts(resource.name);
  const prefilled = usePrefilled(resource);
  const base = useMemo(() => ({ ...defaultsOf(resource.fields), ...prefilled }), [resource, prefilled]);
  const draft = useDraft(resource.fields, base);
  const saver = useSaving<Record<string, unknown>, AnyRow>(resource);
  const [error, setError] = useState<unknown>(null);
  const layout = useMemo(
    () =>
      layoutOf(resource, parts, (name) => {
        const spec = resource.fields[name];
        return !spec?.readOnly && may(spec?.read) && may(spec?.write);
      }),
    [resource, parts, may],
  );
  const pass = useLeaveGuard(draft.isDirty);

  const values = () =>
    Object.fromEntries(
      Object.entries({ ...toBody(resource.fields, base), ...draft.body() }).filter(([, value]) => value !== null),
    );
  const checked = useCheck(resource, undefined, draft.isDirty ? values() : null);
  const save = async () => {
    if (saver.isPending) return;
    try {
      const row = await saver.mutateAsync({ values: values() });
      pass();
      go(`${resource.path}/${row.id}`, { replace: true });
    } catch (fault) {
      setError(fault);
    }
  };
  useShortcuts(
    // Creating the record is what leads on here.
    ['mod+s', 'mod+enter'].map((keys) => ({ keys, label: t('web.keys.save'), run: () => void save() })),
  );
  const row: AnyRow = { id: 0, version: 0, ...base };
  const { value, changes } = draft;
  const { errors, warnings } = formMessages(error, checked, { fields: resource.fields, value, changes }, text);
  const fields = {
    resource,
    row,
    layout,
    editing: { draft, editing: true },
    errors,
    warnings,
  };
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <div className={classes.names}>
          <h1 className={classes.title}>{t('web.list.newOne', { one: labels.oneInside })}</h1>
        </div>
        <div className={classes.verbs}>
          <FormWarnings warnings={checked.warnings} labels={labels} />
          <Button variant="default" onClick={() => go(resource.path)} disabled={saver.isPending}>
            {t('web.action.cancel')}
          </Button>
          <Button
            onClick={() => void save()}
            loading={saver.isPending}
            data-tip={t('web.action.create')}
            data-keys={keysText('mod+s')}
          >
            {t('web.action.create')}
          </Button>
        </div>
      </header>
      {error !== null && <FormFault error={error} labels={labels} messages={errors} onRetry={() => void save()} />}
      <div className={classes.main}>
        <RecordFields {...fields} />
        <RecordLines {...fields} />
      </div>
    </article>
  );
}
