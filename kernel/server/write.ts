import type { z } from 'zod';
import {
  AppError,
  type Draft,
  eventOf,
  type Fields,
  kernelErrors,
  type Patch,
  permissionOf,
  type Resource,
  type Row,
} from '#kernel/contract/index.ts';
import { inputOf, newChange, patchChange, throwProblems } from './changes.ts';
import { type Ctx, demand, explainLater, withTransaction } from './ctx.ts';
import { deleteRows as removeByColumn } from './db/statements.ts';
import { raise } from './events.ts';
import { invalidInput } from './fields/problems.ts';
import { type AuditAction, audit } from './history/audit.ts';
import { isEditable, presentRecord } from './present.ts';
import { visibleRows } from './read.ts';
import { explainFault, forbiddenFields, type Given, refuseMissing, refuseUnheldReferences } from './refusals.ts';
import { loadRows } from './rows.ts';
import { isTouched, saveRows } from './save.ts';
import { indexRows, unindexRows } from './search/index-rows.ts';
import type { AnyRow, Change, Served } from './served.ts';

/**
 * The one write path. API, import, screens, jobs and sync all come through here, in this order:
 * parse → lock → access → version → derive → check → save → audit → events. Every step takes many records at once.
 */

type Values = Record<string, unknown>;

/** A change to an existing record; `version` is what the caller has seen, absent where nobody looked at it. */
export interface Update {
  id: number;
  version?: number;
  patch: Values;
}

/** Parses a client's input; throws 422 `kernel.invalidInput` with all faults at once. */
export function parse(schema: z.ZodType, input: unknown): Values {
  const result = schema.safeParse(input, { reportInput: true });
  if (!result.success) throw invalidInput(result.error);
  return result.data as Values;
}

/** Creates records from parsed values. */
export function createRows(ctx: Ctx, served: Served, drafts: readonly Values[]): Promise<AnyRow[]> {
  return inWrite(ctx, served, async (tx, changes) => {
    access(tx, served, 'create', drafts);
    for (const draft of drafts) changes.push(newChange(served, draft));
    await settle(tx, served, changes);
    await saveRows(tx, served, changes);
    return finish(tx, served, 'create', changes, `${served.resource.name}.created`);
  });
}

/** Changes records; what does not differ from before is not written. */
export function updateRows(ctx: Ctx, served: Served, updates: readonly Update[]): Promise<AnyRow[]> {
  return inWrite(ctx, served, async (tx, changes) => {
    const rows = await lock(
      tx,
      served,
      updates.map(({ id }) => id),
    );
    access(
      tx,
      served,
      'update',
      updates.map(({ patch }) => patch),
    );
    for (const update of updates) {
      const before = rows.get(update.id);
      if (!before) throw kernelErrors.notFound({ id: update.id });
      await sameVersion(tx, served, before, update.version);
      if (!tx.trusted && !isEditable(served, before)) throw kernelErrors.immutable({ state: String(before.state) });
      changes.push(patchChange(served, before, update.patch));
    }
    await settle(tx, served, changes);
    await saveRows(tx, served, changes);
    return finish(tx, served, 'update', changes, `${served.resource.name}.updated`);
  });
}

/** Removes records; 409 `kernel.stillReferenced` when others point to them. */
export function deleteRows(
  ctx: Ctx,
  served: Served,
  targets: readonly { id: number; version?: number }[],
): Promise<void> {
  return inWrite(ctx, served, async (tx) => {
    const rows = await lock(
      tx,
      served,
      targets.map(({ id }) => id),
    );
    access(tx, served, 'delete', []);
    for (const { id, version } of targets) {
      const row = rows.get(id);
      if (!row) throw kernelErrors.notFound({ id });
      await sameVersion(tx, served, row, version);
      if (!isEditable(served, row)) throw kernelErrors.immutable({ state: String(row.state) });
    }
    const ids = targets.map(({ id }) => id);
    await removeByColumn(tx.db, served.table, 'id', ids);
    await unindexRows(tx, served, ids);
    await audit(
      tx,
      served,
      'delete',
      [...rows.values()].map((before) => ({ before, after: null })),
    );
    await announce(tx, served, 'delete', ids, `${served.resource.name}.deleted`);
  });
}

/** Runs a verb on one record, with parsed input. */
export function runVerb(
  ctx: Ctx,
  served: Served,
  verb: string,
  target: { id: number; version?: number },
  input: Values,
): Promise<AnyRow> {
  const work = async (tx: Ctx, changes: Change[]): Promise<AnyRow> => {
    await served.behaviour.locksFirst?.(tx, target.id);
    const further = (await served.behaviour.alsoLocks?.(tx, input)) ?? [];
    const rows = await lock(tx, served, [target.id, ...further]);
    const before = rows.get(target.id);
    if (!tx.trusted) demand(tx, permissionOf(served.resource, verb));
    if (!before) throw kernelErrors.notFound({ id: target.id });
    await sameVersion(tx, served, before, target.version);
    const { from, to } = served.resource.verbs[verb] ?? {};
    if (from && !from.includes(String(before.state)))
      throw kernelErrors.illegalTransition({ state: String(before.state), verb });
    const handler = served.behaviour.verbs[verb];
    if (!handler) throw kernelErrors.routeNotFound();
    const own: Ctx = { ...tx, trusted: true, strict: false };
    const patch = (await handler(own, structuredClone(before), inputOf(served, verb, input))) ?? {};
    changes.push(patchChange(served, before, to ? { ...patch, state: to } : patch));
    await settle(tx, served, changes);
    await saveRows(tx, served, changes);
    const [row] = await finish(tx, served, verb, changes, eventOf(served.resource, verb));
    if (!row) throw kernelErrors.notFound({ id: target.id });
    return row;
  };
  return inWrite(ctx, served, work, { fields: served.resource.verbs[verb]?.input ?? {}, values: input });
}

/**
 * One transaction around a write. What the engine refuses is explained in terms of fields once the transaction has ended.
 * @param given what a verb was given, for a reference in it to nothing.
 */
async function inWrite<T>(
  ctx: Ctx,
  served: Served,
  work: (tx: Ctx, changes: Change[]) => Promise<T>,
  given?: Given,
): Promise<T> {
  if (ctx.checking) throw new Error(`a rule writes ${served.resource.name}`);
  return withTransaction(ctx, async (tx) => {
    const changes: Change[] = [];
    try {
      return await work(tx, changes);
    } catch (error) {
      if (!(error instanceof AppError))
        explainLater(error, (after, fault) => explainFault(after, served, changes, fault, given));
      throw error;
    }
  });
}

/** Loads and locks the records the actor may see, in id order. */
export async function lock(tx: Ctx, served: Served, ids: readonly number[]): Promise<Map<number, AnyRow>> {
  const visible =
    tx.trusted || !served.behaviour.scope ? ids : (await visibleRows(tx, served, ids)).map((row) => row.id);
  return new Map((await loadRows(tx, served, visible, true)).map((row) => [row.id, row]));
}

/** The right to the operation, and to each sensitive field that is set. */
export function access(
  tx: Ctx,
  served: Served,
  operation: 'create' | 'update' | 'delete',
  values: readonly Values[],
): void {
  if (tx.trusted) return;
  if (!served.resource.operations.includes(operation)) throw kernelErrors.methodNotAllowed();
  demand(tx, permissionOf(served.resource, operation));
  const refused = new Set<string>();
  for (const one of values) for (const path of forbiddenFields(tx, served.resource.fields, one, '')) refused.add(path);
  if (refused.size === 0) return;
  throw kernelErrors.fieldNotPermitted(
    { fields: [...refused].join(', ') },
    [...refused].map((path) => ({ path, code: 'kernel.fieldNotPermitted' })),
  );
}

/** 409 with the record as it is now, so that nothing typed is lost. */
export async function sameVersion(tx: Ctx, served: Served, row: AnyRow, version: number | undefined): Promise<void> {
  if (version === undefined || version === row.version) return;
  const fault = kernelErrors.staleVersion({ yours: version, current: row.version });
  Object.assign(fault.extra, { current: await presentRecord(tx, served, row) });
  throw fault;
}

/**
 * complete → derive → check: afterwards the rows are as they shall be saved, or everything wrong has been said at once.
 * The rules alone, without writing, are asked by `checkRecord`.
 */
export async function settle(tx: Ctx, served: Served, changes: Change[]): Promise<void> {
  const { complete, derive, check } = served.behaviour;
  throwProblems(changes);
  if (complete) await complete(tx, changes);
  if (derive) for (const change of changes) Object.assign(change.row, derive(change.row));
  for (const change of changes) refuseMissing(served, change);
  if (check) await check(tx, changes);
  if (!tx.trusted) await refuseUnheldReferences(tx, served, changes);
  throwProblems(changes, tx.strict);
}

/** search index → audit → events, for the records that really changed. */
async function finish(
  tx: Ctx,
  served: Served,
  action: AuditAction,
  changes: readonly Change[],
  event: string,
): Promise<AnyRow[]> {
  const written = changes.filter(({ before, row }) => !before || before.version !== row.version);
  await indexRows(tx, served, written);
  if (!served.resource.appendOnly)
    await audit(
      tx,
      served,
      action,
      written.map(({ before, row }) => ({ before, after: row })),
    );
  await announce(
    tx,
    served,
    action,
    written.map(({ row }) => row.id),
    event,
    written,
  );
  return changes.map(({ row }) => row);
}

async function announce(
  tx: Ctx,
  served: Served,
  action: AuditAction,
  ids: readonly number[],
  event: string,
  written: readonly Change[] = [],
): Promise<void> {
  if (ids.length === 0) return;
  const resource = served.resource.name;
  const touches = (change: Change | undefined, fields: string[]) => !change || isTouched(served, change, fields);
  await raise(
    tx,
    ids.map((id, index) => ({
      name: event,
      resource,
      id,
      touches: (...fields) => touches(written[index], fields),
      was: (field) => written[index]?.before?.[field] ?? null,
    })),
  );
  tx.afterCommit.push(() => tx.app.changed({ resource, ids, action }));
}

/** Typed faces of the write path for verbs, jobs and seeds. Values are as in memory: scaled integers, ids. */
export const create = <N extends string, F extends Fields, V>(
  ctx: Ctx,
  resource: Resource<N, F, V>,
  drafts: readonly Draft<Resource<N, F, V>>[],
) => createRows(ctx, ctx.app.served(resource.name), drafts) as unknown as Promise<Row<Resource<N, F, V>>[]>;

export const update = <N extends string, F extends Fields, V>(
  ctx: Ctx,
  resource: Resource<N, F, V>,
  updates: readonly { id: number; version?: number; patch: Patch<Resource<N, F, V>> }[],
) => updateRows(ctx, ctx.app.served(resource.name), updates) as unknown as Promise<Row<Resource<N, F, V>>[]>;

/** Runs a verb for another module's or a job's sake; the state rules hold, the actor's right only if `ctx` is not trusted. */
export const act = <N extends string, F extends Fields, V>(
  ctx: Ctx,
  resource: Resource<N, F, V>,
  verb: keyof V & string,
  id: number,
  input: Values = {},
) => runVerb(ctx, ctx.app.served(resource.name), verb, { id }, input) as unknown as Promise<Row<Resource<N, F, V>>>;
