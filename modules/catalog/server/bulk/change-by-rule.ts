import { type AnyResource, f, kernelErrors } from '#kernel/contract/index.ts';
import { type Ctx, withTransaction } from '#kernel/server/ctx.ts';
import { objectSchema } from '#kernel/server/fields/object-schema.ts';
import { readListQuery } from '#kernel/server/http/list-query.ts';
import { present } from '#kernel/server/present.ts';
import { mayRead } from '#kernel/server/query.ts';
import { listRecords, visibleRows } from '#kernel/server/read.ts';
import type { AnyRow, Served } from '#kernel/server/served.ts';
import { parse, updateRows } from '#kernel/server/write.ts';
import { type BulkChange, type ChangeRule, mostChanged, mostShown } from '../../contract/bulk-change.ts';
import { catalogErrors } from '../../contract/index.ts';
import { changeValue, rulesFor } from './change-value.ts';

export interface RuleChange {
  ids?: number[] | undefined;
  /** Parameters of the list, as in its URL. */
  filter?: Record<string, string> | undefined;
  field: string;
  rule: ChangeRule;
  /** As on the wire; for `percent` a decimal string. */
  value: unknown;
  dryRun?: boolean | undefined;
}

/** Ends the transaction of a preview, which has gone through every rule and leaves nothing behind. */
class Preview extends Error {
  readonly outcome: BulkChange;
  constructor(outcome: BulkChange) {
    super('preview');
    this.outcome = outcome;
  }
}

/**
 * Changes one field of many records by a rule, all or none, through the write path with the actor's own rights.
 *
 * @throws catalogErrors.ruleNotForField, kernelErrors.tooManyRows (more than 5,000), whatever the write path refuses
 */
export async function changeByRule(ctx: Ctx, resource: AnyResource, change: RuleChange): Promise<BulkChange> {
  const served = ctx.app.served(resource.name);
  try {
    return await withTransaction(ctx, async (tx) => {
      const outcome = await changeRows(tx, served, change);
      if (change.dryRun) throw new Preview(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Preview) return error.outcome;
    throw error;
  }
}

async function changeRows(tx: Ctx, served: Served, change: RuleChange): Promise<BulkChange> {
  const { field, rule } = change;
  const spec = served.resource.fields[field];
  if (!spec || !rulesFor(spec).includes(rule) || !mayRead(tx, { spec })) throw catalogErrors.ruleNotForField({ field });
  const operand = operandOf(served, change);
  const before = await chosenRows(tx, served, change);
  const after = before.map((row) => ({ ...row, [field]: changeValue(spec, rule, row[field], operand) }));
  const differing = before.flatMap((row, index) => {
    const next = after[index];
    return next && JSON.stringify(next[field]) !== JSON.stringify(row[field]) ? [{ row, next }] : [];
  });
  if (differing.length > 0)
    await updateRows(
      tx,
      served,
      differing.map(({ row, next }) => ({ id: row.id, patch: { [field]: next[field] } })),
    );
  const shown = differing.slice(0, mostShown);
  const [was, is] = [
    await valuesOf(
      tx,
      served,
      field,
      shown.map(({ row }) => row),
    ),
    await valuesOf(
      tx,
      served,
      field,
      shown.map(({ next }) => next),
    ),
  ];
  return {
    changed: differing.length,
    unchanged: before.length - differing.length,
    rows: shown.map(({ row }, index) => ({
      id: row.id,
      title: String(row[served.resource.title]),
      before: was[index],
      after: is[index],
    })),
  };
}

const rate = { value: f.rate({ required: true, min: -100, max: 1000 }) };

/** The rule's own value: one of the field, or a percentage. */
function operandOf({ resource }: Served, { field, rule, value }: RuleChange): unknown {
  const spec = resource.fields[field];
  // What is added may be below zero; what comes out of it is proved by the write path.
  const { min: _, ...unbounded } = spec ?? { kind: 'text' as const };
  const fields = rule === 'percent' ? rate : { value: rule === 'add' ? unbounded : { ...spec, kind: unbounded.kind } };
  const parsed = parse(objectSchema(fields, { partial: true }), { value }).value ?? null;
  if (rule !== 'set' && parsed === null)
    throw kernelErrors.invalidInput({}, [{ path: 'value', code: 'kernel.required' }]);
  return parsed;
}

async function chosenRows(tx: Ctx, served: Served, { ids, filter, field }: RuleChange): Promise<AnyRow[]> {
  if (ids) return visibleRows(tx, served, ids);
  const query = { ...readListQuery(filter ?? {}), fields: [field], limit: mostChanged + 1 };
  const { items } = await listRecords(tx, served, query, { most: mostChanged + 1 });
  if (items.length > mostChanged) throw kernelErrors.tooManyRows({ max: mostChanged });
  return visibleRows(
    tx,
    served,
    items.map(({ id }) => Number(id)),
  );
}

/** One field of these rows as the wire shows it, references with their titles. */
async function valuesOf(tx: Ctx, served: Served, field: string, rows: readonly AnyRow[]): Promise<unknown[]> {
  const own = served.fields.filter(({ name }) => name === field);
  const children = served.children.filter(({ name }) => name === field);
  return (await present(tx, served, rows, own, children)).map((wire) => wire[field] ?? null);
}
