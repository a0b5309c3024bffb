import { type Ctx, withTransaction } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import { objectSchema } from '#kernel/server/fields/object-schema.ts';
import { rehearse } from '#kernel/server/import-export/nested-transaction.ts';
import type { JobDefinition, JobView, Progress } from '#kernel/server/jobs.ts';
import { present } from '#kernel/server/present.ts';
import { mayRead } from '#kernel/server/query.ts';
import { visibleRows } from '#kernel/server/read.ts';
import { textOf } from '#kernel/server/references.ts';
import type { AnyRow, ServedField } from '#kernel/server/served.ts';
import { parse } from '#kernel/server/write.ts';
import {
  type FixCode,
  type FixedRow,
  type FixPreview,
  type FixResult,
  fixInputs,
  fixJob,
  mostPreviewed,
  qualityErrors,
  rowsAtOnce,
} from '../../contract/index.ts';
import { countRule } from '../find/count-findings.ts';
import { openFindings } from '../find/list-findings.ts';
import { visibleRule } from '../find/visible-rules.ts';
import type { Rule } from '../rules/rule.ts';
import { carryOut, type Order } from './carry-out.ts';

/** What a client asks for; without `targets` all open findings are meant. */
export interface FixRequest {
  rule: string;
  fix: FixCode;
  input: Record<string, unknown>;
  targets?: { id: number; version?: number }[] | undefined;
}

function orderOf(ctx: Ctx, request: FixRequest): Omit<Order, 'targets'> {
  const rule = visibleRule(ctx, request.rule);
  if (!rule.fixes.includes(request.fix)) throw qualityErrors.fixNotForRule();
  if (rule.oneByOne && !request.targets) throw qualityErrors.nothingSelected();
  const input = parse(objectSchema(fixInputs[request.fix], { partial: false }), request.input);
  return { rule, fix: request.fix, input };
}

/** Every open finding. Nobody has seen their versions: they are as they are. */
const everyFinding = async (ctx: Ctx, rule: Rule) =>
  (await openFindings(ctx, rule, Number.MAX_SAFE_INTEGER)).map(({ id }) => ({ id }));

/** Does the fix and takes it back: what it would do to each row, and which rows it would leave alone. */
export async function previewFix(ctx: Ctx, request: FixRequest): Promise<FixPreview> {
  const order = orderOf(ctx, request);
  const targets = request.targets ?? (await openFindings(ctx, order.rule, mostPreviewed));
  if (targets.length === 0) throw qualityErrors.nothingSelected();
  const preview: FixPreview = {
    rows: [],
    skipped: [],
    total: request.targets ? targets.length : (await countRule(ctx, order.rule)).open,
  };
  for (const some of inParts(targets, rowsAtOnce)) {
    await rehearse(ctx, async (tx) => {
      const { before, skipped } = await carryOut(tx, { ...order, targets: some });
      preview.rows.push(...(await compare(tx, order.rule, before)));
      preview.skipped.push(...skipped);
    });
  }
  // As the list shows them.
  const places = new Map(targets.map(({ id }, place) => [id, place]));
  preview.rows.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
  return preview;
}

/** Fields of the rows as they were and as they are in this transaction, where they differ. */
async function compare(tx: Ctx, rule: Rule, before: readonly AnyRow[]): Promise<FixedRow[]> {
  const served = tx.app.served(rule.subject);
  const after = new Map(
    (
      await visibleRows(
        tx,
        served,
        before.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const differs = ({ name }: ServedField) =>
    before.some((row) => JSON.stringify(row[name] ?? null) !== JSON.stringify(after.get(row.id)?.[name] ?? null));
  const changed = served.fields.filter((field) => mayRead(tx, field) && differs(field));
  const titles = [served.resource.title, served.resource.subtitle].flatMap(
    (name) => served.byName.get(name ?? '') ?? [],
  );
  const fields = [...new Set([...titles, ...changed])];
  const old = await present(tx, served, before, fields, []);
  const fresh = await present(
    tx,
    served,
    before.map((row) => after.get(row.id) ?? row),
    fields,
    [],
  );
  return old.map((row, index) => {
    const now = fresh[index] ?? row;
    const same = (name: string) => JSON.stringify(row[name]) === JSON.stringify(now[name]);
    return {
      id: Number(row.id),
      version: Number(row.version),
      title: textOf(row[served.resource.title], tx.language),
      subtitle: textOf(row[served.resource.subtitle ?? ''], tx.language),
      changes: changed
        .filter(({ name }) => !same(name))
        .map(({ name }) => ({ field: name, before: row[name] ?? null, after: now[name] ?? null })),
    };
  });
}

/** Carries a fix out: in one transaction, or as a job where the rows are many. */
export async function applyFix(ctx: Ctx, request: FixRequest): Promise<{ result: FixResult } | { job: JobView }> {
  const order = orderOf(ctx, request);
  const targets = request.targets ?? (await everyFinding(ctx, order.rule));
  if (targets.length === 0) throw qualityErrors.nothingSelected();
  if (targets.length > rowsAtOnce) return { job: await ctx.app.jobs.enqueue(ctx, fixJob, request) };
  return { result: await withTransaction(ctx, (tx) => resultOf(tx, { ...order, targets })) };
}

async function resultOf(tx: Ctx, order: Order): Promise<FixResult> {
  const { before, skipped } = await carryOut(tx, order);
  return { done: before.length, skipped };
}

/** A fix of many rows, in transactions of a few hundred. Begun again after a crash it goes on: what is mended is no finding any more. */
export async function runFix(ctx: Ctx, request: FixRequest, report: Progress['report']): Promise<FixResult> {
  const order = orderOf(ctx, request);
  const targets = request.targets ?? (await everyFinding(ctx, order.rule));
  const result: FixResult = { done: 0, skipped: [] };
  let seen = 0;
  for (const some of inParts(targets, rowsAtOnce)) {
    const { done, skipped } = await withTransaction(ctx, (tx) => resultOf(tx, { ...order, targets: some }));
    result.done += done;
    result.skipped.push(...skipped);
    seen += some.length;
    await report(seen, targets.length);
  }
  return result;
}

export const qualityFixJob: JobDefinition = {
  kind: fixJob,
  run: (ctx, payload, progress) => runFix(ctx, payload as FixRequest, progress.report),
};
