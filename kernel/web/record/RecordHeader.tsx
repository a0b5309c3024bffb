import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AnyResource, ToldProblem } from '../../contract/index.ts';
import type { AnyRow } from '../api/rows.ts';
import { useRemove } from '../api/use-write.ts';
import { confirm } from '../dialogs/dialogs.ts';
import { notify } from '../dialogs/notify.ts';
import { FormWarnings } from '../form/FormWarnings.tsx';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { subtitleOf, titleOf } from '../list/row-title.ts';
import { useGo } from '../navigation/PageLink.tsx';
import { faultText } from '../parts/Fault.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { IconDelete, IconEdit, IconLink, IconMore } from '../parts/icons.ts';
import { keysText } from '../parts/keys-text.ts';
import { MenuButton, type MenuItem } from '../parts/MenuButton.tsx';
import { StateBadge } from '../parts/StateBadge.tsx';
import classes from './record.module.css';
import type { RecordEditing } from './use-record-editing.ts';
import type { VerbRunner } from './use-verb-runner.ts';

const shownVerbs = 2;

interface RecordHeaderProps {
  resource: AnyResource;
  row: AnyRow;
  /** What can be done with it now, in order of use. */
  verbs: readonly string[];
  editing: RecordEditing;
  runner: VerbRunner;
  onVerb: (verb: string) => void;
  actions: ReactNode;
  warnings: readonly ToldProblem[];
}

/** Name and state of the record; the one verb that leads on as the filled button, the others in order of use. */
export function RecordHeader(props: RecordHeaderProps) {
  const { resource, row, verbs, editing, runner, onVerb, actions, warnings } = props;
  const text = useText();
  const { t } = text;
  const labels = useLabels(resource);
  const remove = useDelete(resource, row);
  const primary = verbs.find((verb) => resource.verbs[verb]?.primary);
  const others = verbs.filter((verb) => verb !== primary);
  const open = others.filter((verb) => !resource.verbs[verb]?.danger).slice(0, shownVerbs);
  const rest = others.filter((verb) => !open.includes(verb));
  const more: MenuItem[] = [
    ...rest.map((verb) => ({
      label: labels.verb(verb),
      danger: Boolean(resource.verbs[verb]?.danger),
      run: () => onVerb(verb),
    })),
    ...(rest.length > 0 ? ['line' as const] : []),
    {
      label: t('web.record.copyLink'),
      icon: <IconLink size={16} />,
      run: () => void copyLink(t('web.record.linkCopied')),
    },
    ...(row.abilities?.delete
      ? [{ label: t('web.action.delete'), icon: <IconDelete size={16} />, danger: true, run: remove }]
      : []),
  ];
  const subtitle = subtitleOf(resource, row, text);
  return (
    <header className={classes.head}>
      <div className={classes.names}>
        <h1 className={classes.title}>{titleOf(resource, row, text)}</h1>
        {typeof row.state === 'string' && <StateBadge state={row.state} label={labels.value('state', row.state)} />}
        {subtitle && <p className={classes.subtitle}>{subtitle}</p>}
      </div>
      <div className={classes.verbs}>
        {editing.editing ? (
          <>
            <FormWarnings warnings={warnings} labels={labels} />
            <Button
              variant="default"
              onClick={() => void editing.cancel()}
              disabled={editing.saving}
              data-tip={t('web.action.cancel')}
              data-keys="Esc"
            >
              {t('web.action.cancel')}
            </Button>
            <Button
              onClick={() => void editing.save()}
              loading={editing.saving}
              data-tip={t('web.action.save')}
              data-keys={keysText('mod+s')}
            >
              {t('web.action.save')}
            </Button>
          </>
        ) : (
          <>
            {actions}
            {open.map((verb) => (
              <Button key={verb} variant="default" loading={runner.busy === verb} onClick={() => onVerb(verb)}>
                {labels.verb(verb)}
              </Button>
            ))}
            {row.abilities?.update && (
              <Button
                variant="default"
                leftSection={<IconEdit size={15} />}
                onClick={() => editing.start()}
                data-tip={t('web.action.edit')}
                data-keys={keysText('e')}
              >
                {t('web.action.edit')}
              </Button>
            )}
            <MenuButton
              trigger={
                <IconButton label={t('web.action.more')}>
                  <IconMore size={17} />
                </IconButton>
              }
              items={more}
            />
            {primary && (
              <Button
                loading={runner.busy === primary}
                onClick={() => onVerb(primary)}
                data-tip={labels.verb(primary)}
                data-keys={keysText('mod+enter')}
              >
                {labels.verb(primary)}
              </Button>
            )}
          </>
        )}
      </div>
    </header>
  );
}

async function copyLink(said: string): Promise<void> {
  await navigator.clipboard?.writeText(window.location.href);
  notify({ tone: 'done', text: said });
}

/** Deletes the record after a question, and goes back to the list. */
function useDelete(resource: AnyResource, row: AnyRow): () => void {
  const text = useText();
  const { t } = text;
  const labels = useLabels(resource);
  const go = useGo();
  const { mutateAsync } = useRemove(resource);
  const act = async () => {
    const title = titleOf(resource, row, text);
    const sure = await confirm({
      title: t('web.record.delete', { one: labels.oneInside }),
      body: t('web.record.delete.body', { title }),
      action: t('web.action.delete'),
      danger: true,
    });
    if (!sure) return;
    try {
      await mutateAsync({ id: row.id, version: row.version });
      notify({ tone: 'done', text: t('web.record.deleted', { title }) });
      go(resource.path, { replace: true });
    } catch (error) {
      const { title: fault, body } = faultText(error, text);
      notify({ tone: 'wrong', text: fault, ...(body ? { detail: body } : {}) });
    }
  };
  return () => void act();
}
