import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { BeforeAfter } from '#kernel/web/changes/FieldChange.tsx';
import { PageLink, useText } from '#kernel/web/index.ts';
import classes from './audit.module.css';
import { Changes } from './Changes.tsx';
import type { AuditEntry } from './use-entries.ts';
import { useEntryLabels } from './use-entry-labels.ts';

const columns = 6;
/** Fields named in the closed row; the rest is counted. */
const named = 3;

/** A dense timeline: a heading for each day, a row for each act, its fields on demand. */
export function EntryTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t, locale } = useText();
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const dayOf = (entry: AuditEntry | undefined) => (entry ? day.format(new Date(entry.at)) : '');
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>{t('audit.entries.title')}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.time}>
            {t('audit.column.time')}
          </th>
          <th scope="col">{t('audit.column.user')}</th>
          <th scope="col">{t('audit.column.action')}</th>
          <th scope="col">{t('audit.column.resource')}</th>
          <th scope="col">{t('audit.column.record')}</th>
          <th scope="col" className={classes.what}>
            {t('audit.column.changes')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => (
          <Fragment key={entry.id}>
            {dayOf(entry) !== dayOf(entries[index - 1]) && (
              <tr className={classes.dayRow}>
                <th scope="rowgroup" colSpan={columns}>
                  {dayOf(entry)}
                </th>
              </tr>
            )}
            <Entry entry={entry} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { t, locale } = useText();
  const names = useEntryLabels();
  const [opened, setOpened] = useState(false);
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const one = names.one(entry.resource);
  const title = entry.record.title === String(entry.record.id) ? one : (entry.record.title ?? one);
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <>
      <tr className={classes.entry} data-opened={opened || undefined}>
        <td className={classes.time}>
          <time dateTime={entry.at}>{time.format(new Date(entry.at))}</time>
        </td>
        <td className={classes.userName}>{entry.user?.title ?? t('web.history.system')}</td>
        <td className={classes.action} data-action={entry.action}>
          {names.action(entry.resource, entry.action)}
        </td>
        <td className={classes.resource}>{one}</td>
        <td className={classes.record}>
          <RecordLink entry={entry} title={title} />
        </td>
        <td className={classes.what}>
          <button
            type="button"
            className={classes.toggle}
            aria-expanded={opened}
            aria-label={t(opened ? 'audit.entries.close' : 'audit.entries.open', { title })}
            onClick={() => setOpened(!opened)}
          >
            <Chevron size={15} aria-hidden />
            <Summary entry={entry} />
          </button>
        </td>
      </tr>
      {opened && (
        <tr className={classes.detail}>
          <td colSpan={columns}>
            <Changes entry={entry} />
            {entry.requestId && <p className={classes.request}>{t('web.fault.requestId', { id: entry.requestId })}</p>}
          </td>
        </tr>
      )}
    </>
  );
}

/** The record of an entry, as a link while it is there. */
function RecordLink({ entry, title }: { entry: AuditEntry; title: string }) {
  const resource = useEntryLabels().resourceOf(entry.resource);
  const isNameless = entry.record.title === String(entry.record.id);
  if (!resource || entry.action === 'delete') return <span>{isNameless ? '–' : title}</span>;
  return <PageLink path={`${resource.path}/${entry.record.id}`}>{title}</PageLink>;
}

/** One changed value in full, several by the names of their fields. */
function Summary({ entry }: { entry: AuditEntry }) {
  const { t } = useText();
  const names = useEntryLabels();
  const fields = names.resourceOf(entry.resource)?.fields ?? {};
  const changes = Object.entries(entry.changes);
  const [[name, change] = [], ...others] = changes;
  if (entry.action === 'create' || entry.action === 'delete' || name === undefined || !change)
    return <span className={classes.quiet}>{t('audit.entries.fields', { count: changes.length })}</span>;
  if (others.length === 0 && fields[name]?.kind !== 'lines') {
    return (
      <span className={classes.single}>
        <span className={classes.quiet}>{names.field(entry.resource, name)}</span>{' '}
        <BeforeAfter spec={fields[name]} path={name} labels={names.labelsOf(entry.resource)} change={change} />
      </span>
    );
  }
  const labels = changes.slice(0, named).map(([field]) => names.field(entry.resource, field));
  const rest = changes.length - labels.length;
  return (
    <span>
      {labels.join(', ')}
      {rest > 0 && <span className={classes.quiet}> {t('audit.entries.more', { count: rest })}</span>}
    </span>
  );
}
