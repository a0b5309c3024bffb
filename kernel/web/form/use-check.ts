import { useEffect, useState } from 'react';
import type { AnyResource, ToldProblem } from '../../contract/index.ts';
import { request } from '../api/request.ts';
import { useMay } from '../api/session.ts';
import { markSeen } from './warnings-seen.ts';

export interface Checked {
  errors: readonly ToldProblem[];
  warnings: readonly ToldProblem[];
}

const nothing: Checked = { errors: [], warnings: [] };
/** Somebody who types on is not interrupted. */
const quietFor = 450;

/**
 * What the server's rules say of the values in a form while it is filled in; nothing is saved. They are asked once typing
 * pauses, and never get in the way: without an answer nothing is shown.
 * @param id of the record that is changed; absent for a new one
 * @param values as they would be sent; null while nothing is entered
 */
export function useCheck(
  resource: AnyResource,
  id: number | undefined,
  values: Readonly<Record<string, unknown>> | null,
): Checked & { isCurrent: boolean } {
  const may = useMay();
  const [answer, setAnswer] = useState<{ asked: string; checked: Checked } | null>(null);
  const operation = id === undefined ? 'create' : 'update';
  const isOffered = resource.operations.includes(operation) && may(`${resource.name}:${operation}`);
  const asked = values && isOffered ? JSON.stringify(values) : null;
  useEffect(() => {
    if (asked === null) {
      setAnswer(null);
      return;
    }
    const leaving = new AbortController();
    const ask = async () => {
      try {
        const path = id === undefined ? `${resource.path}/check` : `${resource.path}/${id}/check`;
        const checked = await request<Checked>(path, {
          method: 'POST',
          body: JSON.parse(asked),
          signal: leaving.signal,
        });
        markSeen(resource.name, id, checked.warnings);
        setAnswer({ asked, checked });
      } catch {
        // Saving will say what is wrong.
      }
    };
    const timer = setTimeout(() => void ask(), quietFor);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [resource, id, asked]);
  return asked !== null && answer
    ? { ...answer.checked, isCurrent: answer.asked === asked }
    : { ...nothing, isCurrent: false };
}
