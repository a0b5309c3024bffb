import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Problem, ToldProblem, WireRow } from '../../contract/index.ts';
import { tellUnseen, warningsIn } from '../form/warnings-seen.ts';
import { useIntent } from './intent.ts';
import { keys } from './keys.ts';
import { noteChanges } from './note-changes.ts';
import { request } from './request.ts';
import type { ResourceRef, WireDraft } from './rows.ts';

export interface BulkResult {
  done: number[];
  failed: { id: number; problem: Problem }[];
  /** What is doubtful about those that are done. */
  warnings?: (ToldProblem & { id: number })[];
}

/** The cache takes the record as the server answered it; lists and histories of the resource are brought up to date. */
function settle(client: QueryClient, resource: ResourceRef, row: { id: number }, wasNew = false): void {
  const warnings = warningsIn(row);
  tellUnseen(resource.name, row.id, warnings, wasNew);
  client.setQueryData(keys.record(resource.name, row.id), warnings.length > 0 ? { ...row, warnings: [] } : row);
  noteChanges(client, resource.name, [row.id]);
}

export interface SaveInput<V> {
  /** Absent = a new record. */
  id?: number;
  /** Version the change is based on; needed with `id`. */
  version?: number;
  values: V;
}

/** Creates or changes a record of which only the shape is known. */
export function useSaving<V, T extends { id: number }>(resource: ResourceRef) {
  const client = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: ({ id, version, values }: SaveInput<V>) =>
      id === undefined
        ? request<T>(resource.path, { method: 'POST', body: values, idempotencyKey: intent.key(values) })
        : request<T>(`${resource.path}/${id}`, { method: 'PATCH', body: values, version: version ?? 0 }),
    onSuccess: (row, { id }) => {
      intent.done();
      settle(client, resource, row, id === undefined);
    },
  });
}

/** Creates or changes a record: `save.mutateAsync({ id, version, values })`. */
export const useSave = <const R extends ResourceRef>(resource: R) => useSaving<WireDraft<R>, WireRow<R>>(resource);

export interface VerbCall {
  id: number;
  /** Refused when somebody changed the record since; absent = whatever it looks like now. */
  version?: number;
  input?: Record<string, unknown>;
}

/** Applies a verb to a record: `confirm.mutateAsync({ id })`. */
export function useVerb<const R extends ResourceRef & { verbs: object }>(resource: R, verb: keyof R['verbs'] & string) {
  const client = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: ({ id, version, input = {} }: VerbCall) =>
      request<WireRow<R>>(`${resource.path}/${id}/${verb}`, {
        method: 'POST',
        body: input,
        idempotencyKey: intent.key({ id, verb, input }),
        ...(version === undefined ? {} : { version }),
      }),
    onSuccess: (row) => {
      intent.done();
      settle(client, resource, row);
    },
  });
}

/** Applies a verb to many records at once; what failed comes back with its reason. */
export function useBulkVerb(resource: ResourceRef, verb: string) {
  const client = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: (call: { ids: number[]; input: Record<string, unknown> }) =>
      request<BulkResult>(`${resource.path}/${verb}`, {
        method: 'POST',
        body: call,
        idempotencyKey: intent.key({ verb, ...call }),
        timeout: 120_000,
      }),
    onSuccess: (result) => {
      intent.done();
      for (const id of result.done) void client.invalidateQueries({ queryKey: keys.record(resource.name, id) });
      noteChanges(client, resource.name, result.done);
      for (const { id, ...warning } of result.warnings ?? []) tellUnseen(resource.name, id, [warning]);
    },
  });
}

/** Deletes a record: `remove.mutateAsync({ id, version })`. */
export function useRemove(resource: ResourceRef) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: { id: number; version: number }) =>
      request<void>(`${resource.path}/${id}`, { method: 'DELETE', version }),
    // The record stays in the cache: its page must not ask for it again while it is being left.
    onSuccess: (_, { id }) => {
      noteChanges(client, resource.name, [id]);
    },
  });
}
