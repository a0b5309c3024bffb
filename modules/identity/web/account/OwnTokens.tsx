import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { noteChanges } from '#kernel/web/api/note-changes.ts';
import {
  confirm,
  Fault,
  faultText,
  notify,
  openDialog,
  StateBadge,
  useFormats,
  useLabels,
  useList,
  useText,
  useVerb,
} from '#kernel/web/index.ts';
import { apiToken } from '../../contract/index.ts';
import classes from './account.module.css';

export interface IssuedToken {
  id: number;
  name: string;
  token: string;
}

/** The tokens of the programs that act for the user: to issue one, to take one back. */
export function OwnTokens({ user }: { user: number }) {
  const text = useText();
  const { t } = text;
  const labels = useLabels(apiToken);
  const { dateTime } = useFormats();
  const client = useQueryClient();
  const revoke = useVerb(apiToken, 'revoke');
  const list = useList(apiToken, {
    filters: [{ field: 'user', operator: 'eq', value: String(user) }],
    sort: '-expiresAt',
  });
  const issue = async () => {
    const issued = await openDialog(() => import('./IssueTokenDialog.tsx'), {});
    if (!issued) return;
    noteChanges(client, apiToken.name, [issued.id]);
    await openDialog(() => import('../secret/SecretDialog.tsx'), {
      title: t('identity.account.tokenIssued', { name: issued.name }),
      body: t('identity.account.tokenOnce'),
      label: labels.one,
      value: issued.token,
    });
  };
  const takeBack = async (id: number, name: string) => {
    const action = labels.verb('revoke');
    if (!(await confirm({ title: action, body: labels.confirm('revoke', name), action, danger: true }))) return;
    try {
      await revoke.mutateAsync({ id });
    } catch (error) {
      notify({ tone: 'wrong', text: faultText(error, text).title });
    }
  };
  if (list.error) return <Fault error={list.error} onRetry={list.refetch} />;
  return (
    <>
      <p className={classes.quiet}>{t('identity.account.tokensBody')}</p>
      {list.rows.length > 0 && (
        <ul className={classes.tokens}>
          {list.rows.map((row) => (
            <li key={row.id}>
              <span className={classes.token}>
                <b>{row.name}</b>
                <code className={classes.quiet}>{row.prefix}…</code>
                <StateBadge state={row.state} label={labels.value('state', row.state)} />
              </span>
              <span className={classes.quiet}>
                {labels.field('expiresAt')} {dateTime(row.expiresAt)}
                {row.lastUsedAt && ` · ${labels.field('lastUsedAt')} ${dateTime(row.lastUsedAt)}`}
              </span>
              {row.abilities?.verbs.includes('revoke') && (
                <Button
                  variant="subtle"
                  color="red"
                  aria-label={`${labels.verb('revoke')}: ${row.name}`}
                  onClick={() => void takeBack(row.id, row.name)}
                >
                  {labels.verb('revoke')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!list.isPending && list.rows.length === 0 && <p>{t('identity.account.noTokens')}</p>}
      <div>
        <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => void issue()}>
          {t('identity.account.issue')}
        </Button>
      </div>
    </>
  );
}
