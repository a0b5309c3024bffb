import { Button } from '@mantine/core';
import { ApiProblem, NetworkFailure } from '../api/api-problem.ts';
import { type Text, useText } from '../i18n/text.ts';
import { IconForbidden, IconOffline, IconRetry, IconSearch, IconWarning } from './icons.ts';
import { Message } from './Message.tsx';

/** A sentence for any error, with what to do next where the error itself does not say. */
export function faultText(error: unknown, { t }: Text): { title: string; body?: string } {
  if (error instanceof NetworkFailure)
    return { title: t(error.timedOut ? 'web.fault.timeOut' : 'web.fault.network'), body: t('web.fault.network.body') };
  if (error instanceof ApiProblem) {
    if (error.status === 403) return { title: t('web.fault.forbidden'), body: error.problem.title };
    if (error.status >= 500) return { title: t('web.fault.server'), body: error.problem.title };
    return { title: error.problem.title };
  }
  return { title: t('web.fault.unexpected'), body: t('web.fault.unexpected.body') };
}

function iconOf(error: unknown) {
  if (error instanceof NetworkFailure) return <IconOffline size={32} stroke={1.4} />;
  if (error instanceof ApiProblem && error.status === 403) return <IconForbidden size={32} stroke={1.4} />;
  if (error instanceof ApiProblem && error.status === 404) return <IconSearch size={32} stroke={1.4} />;
  return <IconWarning size={32} stroke={1.4} />;
}

/** The page (or a part of it) that could not be fetched: what happened, how to go on, and what to tell the administrator. */
export function Fault({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const text = useText();
  const { title, body } = faultText(error, text);
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  const permission = problem?.status === 403 ? problem.params.permission : undefined;
  const note = permission
    ? text.t('web.fault.permission', { permission: String(permission) })
    : problem?.requestId
      ? text.t('web.fault.requestId', { id: problem.requestId })
      : null;
  return (
    <Message
      role="alert"
      icon={iconOf(error)}
      title={title}
      note={note}
      actions={
        onRetry &&
        problem?.status !== 403 && (
          <Button variant="default" leftSection={<IconRetry size={16} />} onClick={onRetry}>
            {text.t('web.action.retry')}
          </Button>
        )
      }
    >
      {body}
    </Message>
  );
}
