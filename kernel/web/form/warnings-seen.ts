import type { ToldProblem } from '../../contract/index.ts';
import { notify } from '../dialogs/notify.ts';
import { readStored, writeStored } from '../stored.ts';

const place = 'warnings.seen';
/** The newest are kept. */
const most = 500;

const keyOf = (resource: string, id: number | undefined, { path, code, params }: ToldProblem): string =>
  [resource, id ?? 'new', path, code, JSON.stringify(params ?? {})].join(' ');

/** Those that this user has not been shown yet, for this record and with these values. */
export function unseen(resource: string, id: number | undefined, warnings: readonly ToldProblem[]): ToldProblem[] {
  const seen = new Set(readStored<string[]>(place, []));
  return warnings.filter((warning) => !seen.has(keyOf(resource, id, warning)));
}

export function markSeen(resource: string, id: number | undefined, warnings: readonly ToldProblem[]): void {
  const fresh = unseen(resource, id, warnings).map((warning) => keyOf(resource, id, warning));
  if (fresh.length > 0) writeStored(place, [...readStored<string[]>(place, []), ...fresh].slice(-most));
}

/** The warnings in an answer of the server; a record that was only read has none. */
export function warningsIn(answer: unknown): ToldProblem[] {
  const warnings = (answer as { warnings?: unknown } | null)?.warnings;
  return Array.isArray(warnings) ? (warnings as ToldProblem[]) : [];
}

/** After a write: says in passing what the form has not shown before, once. */
export function tellUnseen(resource: string, id: number, warnings: readonly ToldProblem[], wasNew = false): void {
  // A form shows the warnings of a record that has no id yet.
  const fresh = unseen(resource, id, wasNew ? unseen(resource, undefined, warnings) : warnings);
  markSeen(resource, id, warnings);
  const [first, ...others] = fresh;
  if (!first) return;
  const detail = others.map(({ message }) => message).join(' ');
  notify({ tone: 'note', text: first.message, ...(detail && { detail }) });
}
