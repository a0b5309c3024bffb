import { useMemo } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import type { AnyRow } from '../api/rows.ts';
import { useMay } from '../api/session.ts';
import { useDeleted } from '../api/use-record.ts';
import { FormFault } from '../form/FormFault.tsx';
import { formMessages } from '../form/field-messages.ts';
import { useCheck } from '../form/use-check.ts';
import { useLeaveGuard } from '../form/use-leave-guard.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { lazyPart } from '../lazy.tsx';
import { subtitleOf, titleOf } from '../list/row-title.ts';
import { usePage, useSetSearch } from '../navigation/PageLink.tsx';
import { useShortcuts } from '../navigation/shortcuts.ts';
import { useRememberVisit } from '../navigation/visits.ts';
import { usePageTitle } from '../parts/page-title.ts';
import { useRegistry } from '../registry.tsx';
import { layoutOf } from './field-layout.ts';
import { isEmpty, RecordAside } from './RecordAside.tsx';
import { RecordFields, RecordLines } from './RecordFields.tsx';
import { RecordHeader } from './RecordHeader.tsx';
import classes from './record.module.css';
import { useRecordEditing } from './use-record-editing.ts';
import { useVerbRunner } from './use-verb-runner.ts';

const HistoryTab = lazyPart(() => import('./HistoryTab.tsx'));

/** A record that is there: header, fields, lines, totals, history, and the parts modules add. */
export function RecordView({ resource, row }: { resource: AnyResource; row: AnyRow }) {
  const text = useText();
  const { t } = text;
  const labels = useLabels(resource);
  const may = useMay();
  const parts = useRegistry().parts(resource.name);
  const deleted = useDeleted(resource, row.id);
  const editing = useRecordEditing(resource, row);
  const runner = useVerbRunner(resource);
  const { search } = usePage();
  const layout = useMemo(
    () =>
      layoutOf(
        resource,
        parts,
        // What nobody can enter and nothing has filled yet (the reason of a cancellation) says nothing.
        (name) => {
          const spec = resource.fields[name];
          const isEntered = !spec?.readOnly && resource.operations.includes('update');
          return name in row && may(spec?.read) && (isEntered || !isEmpty(row[name]));
        },
      ),
    [resource, parts, row, may],
  );
  const tabs = parts.slots.tabs.filter((tab) => may(tab.permission));
  const tab = search.tab ?? '';
  const title = titleOf(resource, row, text);
  usePageTitle(title);
  useRememberVisit({
    resource: resource.name,
    path: `${resource.path}/${row.id}`,
    title,
    subtitle: subtitleOf(resource, row, text),
  });
  useLeaveGuard(editing.draft.isDirty);

  /** Unsaved changes go first: a verb acts upon what the user sees. */
  const runVerb = async (verb: string) => {
    const saved = editing.editing ? await editing.save() : row;
    if (saved) await runner.run(saved, verb);
  };
  const verbs = (row.abilities?.verbs ?? []).filter((verb) => !parts.hidden.includes(verb));
  const primary = verbs.find((verb) => resource.verbs[verb]?.primary);
  useShortcuts([
    ...(editing.editing
      ? [
          { keys: 'mod+s', label: t('web.keys.save'), run: () => void editing.save() },
          { keys: 'esc', label: t('web.keys.cancel'), run: () => void editing.cancel() },
        ]
      : row.abilities?.update
        ? [{ keys: 'e', label: t('web.keys.edit'), run: () => editing.start() }]
        : []),
    ...(primary
      ? [{ keys: 'mod+enter', label: labels.verb(primary), run: () => void runVerb(primary) }]
      : editing.editing
        ? [{ keys: 'mod+enter', label: t('web.keys.save'), run: () => void editing.save() }]
        : []),
  ]);
  const slot = (name: 'top' | 'bottom' | 'aside' | 'actions') =>
    parts.slots[name]
      .filter(({ permission }) => may(permission))
      .map(({ Part }, index) => <Part key={`${name} ${String(index)}`} row={row} />);
  const { value, changes } = editing.draft;
  const checked = useCheck(resource, row.id, editing.editing && editing.draft.isDirty ? editing.draft.body() : null);
  const { errors, warnings } = formMessages(editing.error, checked, { fields: resource.fields, value, changes }, text);
  const fields = { resource, row, layout, editing, errors, warnings };
  const Tab = tabs.find(({ name }) => name === tab)?.Part;
  return (
    <article className={classes.page}>
      <RecordHeader
        resource={resource}
        row={row}
        verbs={verbs}
        editing={editing}
        runner={runner}
        onVerb={(verb) => void runVerb(verb)}
        actions={slot('actions')}
        warnings={checked.warnings}
      />
      {slot('top')}
      <Tabs
        tab={tab}
        tabs={[
          { name: '', label: t('web.record.overview') },
          ...tabs.map(({ name }) => ({ name, label: t(`${resource.name}.tab.${name}`) })),
          { name: 'history', label: t('web.record.history') },
        ]}
      />
      {editing.error !== null && (
        <FormFault error={editing.error} labels={labels} messages={errors} onRetry={() => void editing.save()} />
      )}
      {deleted && (
        <p className={classes.overtaken} role="alert">
          {t('web.record.gone')}
        </p>
      )}
      {editing.overtaken && !deleted && (
        <p className={classes.overtaken} role="status">
          {t('web.record.overtaken')}
        </p>
      )}
      {tab === 'history' ? (
        <div className={classes.content}>
          <HistoryTab resource={resource} id={row.id} />
        </div>
      ) : Tab ? (
        <div className={classes.content}>
          <Tab row={row} />
        </div>
      ) : (
        <>
          <div className={classes.columns}>
            <div className={classes.main}>
              <RecordFields {...fields} />
            </div>
            <RecordAside resource={resource} row={row} facts={layout.facts}>
              {slot('aside')}
            </RecordAside>
          </div>
          <RecordLines {...fields} />
          {slot('bottom')}
        </>
      )}
    </article>
  );
}

function Tabs({ tab, tabs }: { tab: string; tabs: readonly { name: string; label: string }[] }) {
  const setSearch = useSetSearch();
  return (
    <div className={classes.tabs} role="tablist">
      {tabs.map(({ name, label }) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={tab === name}
          className={classes.tab}
          onClick={() => setSearch({ tab: name })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
