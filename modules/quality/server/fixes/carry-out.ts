import { AppError, type ErrorParams } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { inSavepoint } from '#kernel/server/import-export/nested-transaction.ts';
import { visibleRows } from '#kernel/server/read.ts';
import { referenceTitles } from '#kernel/server/references.ts';
import type { AnyRow } from '#kernel/server/served.ts';
import { runVerb, updateRows } from '#kernel/server/write.ts';
import type { FixCode, SkippedRow } from '../../contract/index.ts';
import { foundAmong } from '../find/found-among.ts';
import type { Rule } from '../rules/rule.ts';
import { allFixes } from './all-fixes.ts';
import type { Step } from './fix.ts';

/** What shall be done to which records; a version is that which somebody has seen. */
export interface Order {
  rule: Rule;
  fix: FixCode;
  input: Record<string, unknown>;
  targets: readonly { id: number; version?: number }[];
}
export interface CarriedOut {
  /** The rows as they were. */
  before: AnyRow[];
  skipped: SkippedRow[];
}

type Refusal = { id: number; code: string; params: ErrorParams };
type Work = Exclude<Step, { skip: string }>;

/**
 * Plans a fix for records that the rule still finds, and writes it through the write path, inside the transaction under
 * way. A row that is refused (an archived parent with active variants, a stale version) is left out and named; a missing
 * right ends everything.
 */
export async function carryOut(tx: Ctx, { rule, fix, input, targets }: Order): Promise<CarriedOut> {
  const served = tx.app.served(rule.subject);
  const versions = new Map(targets.map(({ id, version }) => [id, version]));
  const found = await foundAmong(tx, rule, [...versions.keys()]);
  const rows = await visibleRows(tx, served, found);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const gone = [...versions.keys()].filter((id) => !byId.has(id));
  const refusals: Refusal[] = gone.map((id) => ({ id, code: 'quality.noLongerFound', params: {} }));
  const work: Work[] = [];
  for (const step of rows.length > 0 ? await allFixes[fix](tx, rule, rows, input) : []) {
    if ('skip' in step) refusals.push({ id: step.id, code: step.skip, params: {} });
    else if (isDifferent(step, byId.get(step.id))) work.push(step);
    else refusals.push({ id: step.id, code: 'quality.nothingToChange', params: {} });
  }
  refusals.push(...(await write(tx, rule, work, versions)));
  const refused = new Set(refusals.map(({ id }) => id));
  return { before: rows.filter(({ id }) => !refused.has(id)), skipped: await named(tx, rule, refusals) };
}

/** A value that is there already would be written without a trace. */
function isDifferent(step: Work, row: AnyRow | undefined): boolean {
  if ('verb' in step) return true;
  return Object.entries(step.patch).some(([name, value]) => JSON.stringify(value) !== JSON.stringify(row?.[name]));
}

/** All at once; where one is refused, one by one, so that the others go on. */
async function write(
  tx: Ctx,
  rule: Rule,
  work: readonly Work[],
  versions: ReadonlyMap<number, number | undefined>,
): Promise<Refusal[]> {
  if (work.length === 0) return [];
  try {
    await inSavepoint(tx, false, (part) => writeAll(part, rule, work, versions));
    return [];
  } catch (fault) {
    if (!isRowsFault(fault)) throw fault;
    if (work.length === 1) return [refusalOf(work[0]?.id ?? 0, fault)];
  }
  const refusals: Refusal[] = [];
  for (const step of work) refusals.push(...(await write(tx, rule, [step], versions)));
  return refusals;
}

async function writeAll(
  tx: Ctx,
  rule: Rule,
  work: readonly Work[],
  versions: ReadonlyMap<number, number | undefined>,
): Promise<void> {
  const served = tx.app.served(rule.subject);
  const target = (id: number) => {
    const version = versions.get(id);
    return { id, ...(version !== undefined && { version }) };
  };
  const updates = work.flatMap((step) => ('patch' in step ? [{ ...target(step.id), patch: step.patch }] : []));
  if (updates.length > 0) await updateRows(tx, served, updates);
  for (const step of work) if ('verb' in step) await runVerb(tx, served, step.verb, target(step.id), {});
}

/** A refusal of what the row holds; everything else concerns the whole. */
const isRowsFault = (fault: unknown): fault is AppError =>
  fault instanceof AppError && [404, 409, 422].includes(fault.status);

/** The first field's fault says more than "the input is invalid". */
function refusalOf(id: number, fault: AppError): Refusal {
  const [field] = fault.fields;
  return { id, code: field?.code ?? fault.code, params: { ...fault.params, ...field?.params } };
}

async function named(tx: Ctx, rule: Rule, refusals: readonly Refusal[]): Promise<SkippedRow[]> {
  if (refusals.length === 0) return [];
  const ids = refusals.map(({ id }) => id);
  const titles = await referenceTitles(tx, tx.app.served(rule.subject), ids);
  return refusals.map(({ id, code, params }) => {
    const title = titles.get(id)?.title ?? null;
    const message = tx.app.texts.say(tx.language, `error.${code}`, { title, ...params });
    return { id, title, code, params, message };
  });
}
