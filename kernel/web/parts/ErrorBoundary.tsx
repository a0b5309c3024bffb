import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { ApiProblem, NetworkFailure } from '../api/api-problem.ts';
import { useText } from '../i18n/text.ts';
import { Fault } from './Fault.tsx';
import { IconRetry, IconWarning } from './icons.ts';
import { Message } from './Message.tsx';

/** A new version was installed while the page was open: code it wants to fetch is no longer there. */
const isOutdated = (error: unknown) =>
  error instanceof Error && /dynamically imported module|module script|preload CSS/i.test(error.message);

/** What is shown in place of a page that failed. */
export function PageFault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useText();
  if (error instanceof ApiProblem || error instanceof NetworkFailure) return <Fault error={error} onRetry={onRetry} />;
  const outdated = isOutdated(error);
  return (
    <Message
      role="alert"
      icon={<IconWarning size={32} stroke={1.4} />}
      title={t(outdated ? 'web.fault.outdated' : 'web.fault.unexpected')}
      note={!outdated && error instanceof Error ? error.message : null}
      actions={
        <Button
          variant="default"
          leftSection={<IconRetry size={16} />}
          onClick={() => (outdated ? window.location.reload() : onRetry())}
        >
          {t(outdated ? 'web.action.reload' : 'web.action.retry')}
        </Button>
      }
    >
      {t(outdated ? 'web.fault.outdated.body' : 'web.fault.unexpected.body')}
    </Message>
  );
}

interface ErrorBoundaryProps {
  children: ReactNode;
  /** A change of it (another page) lets the children try again. */
  scope: string;
}

/** Keeps a fault within the page that has it; the menu and the other pages go on working. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(_error: unknown, _info: ErrorInfo) {
    // React itself reports it to the console.
  }

  override componentDidUpdate(before: ErrorBoundaryProps) {
    if (before.scope !== this.props.scope && this.state.error !== null) this.setState({ error: null });
  }

  override render() {
    if (this.state.error !== null)
      return <PageFault error={this.state.error} onRetry={() => this.setState({ error: null })} />;
    return this.props.children;
  }
}
