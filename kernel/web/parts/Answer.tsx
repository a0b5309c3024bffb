import type { ReactNode } from 'react';
import { Fault } from './Fault.tsx';
import { Waiting } from './Waiting.tsx';

interface AnswerProps<T> {
  /** What was asked of the server. */
  query: { data: T | undefined; error: unknown; refetch: () => unknown; isFetching?: boolean };
  /** Whether the answer is that there is nothing; `none` says so. */
  isNone: (data: T) => boolean;
  none: ReactNode;
  children: (data: T) => ReactNode;
}

/** What the server answers, what is wrong, or that the answer is on its way. */
export function Answer<T>({ query, isNone, none, children }: AnswerProps<T>) {
  const { data, error, refetch, isFetching } = query;
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Waiting />;
  return isNone(data) ? none : <div aria-busy={isFetching}>{children(data)}</div>;
}
