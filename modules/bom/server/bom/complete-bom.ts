import type { Ctx } from '#kernel/server/ctx.ts';
import { parseOnlyFor, writeOnlyFor } from '../../contract/index.ts';
import { enterStructure } from '../cost/roll-up-tally.ts';
import { type BomChange, componentsOf, subjectFinder } from './known-records.ts';

const one = 1_000_000;

/**
 * Number, revision, units and what is one where nothing else is said, as far as they were left open; conditions in their
 * one spelling. One write at a time from here on: revisions are counted, and then circles looked for.
 */
export async function completeBom(ctx: Ctx, changes: BomChange[]): Promise<void> {
  await enterStructure(ctx);
  const rows = changes.map(({ row }) => row);
  const subjectOf = await subjectFinder(ctx, rows);
  const parts = await componentsOf(ctx, rows);
  await countRevisions(
    ctx,
    changes.filter(({ before }) => before === null),
  );
  for (const { row, fail } of changes) {
    if (row.state !== 'draft') continue;
    const subject = subjectOf(row);
    // What is filled in from them is missing for this reason alone.
    if ((row.product === null) === (row.variant === null)) fail('product', 'bom.oneSubject');
    else if (!subject) fail(row.variant === null ? 'product' : 'variant', 'kernel.unknownReference');
    if (subject) {
      row.code = `${subject.sku}/${row.revision}`;
      row.unit ??= subject.unit;
    }
    row.outputQuantity ??= one;
    for (const line of row.substitutes) line.factor ??= one;
    for (const [index, line] of row.lines.entries()) {
      const unit = parts.get(line.component)?.unit;
      if (unit === undefined) fail(`lines.${index}.component`, 'kernel.unknownReference');
      else line.unit ??= unit;
      const condition = parseOnlyFor(line.onlyFor);
      if (condition) line.onlyFor = writeOnlyFor(condition);
    }
  }
}

/** The next revision of each subject. Two statements. */
async function countRevisions(ctx: Ctx, changes: readonly BomChange[]): Promise<void> {
  for (const subject of ['product', 'variant'] as const) {
    const fresh = changes.filter(({ row }) => row[subject] !== null);
    const ids = [...new Set(fresh.map(({ row }) => Number(row[subject])))];
    if (ids.length === 0) continue;
    const rows = await ctx.db
      .selectFrom('bom_bom')
      .select((eb) => [subject, eb.fn.max<number>('revision').as('latest')])
      .where(subject, 'in', ids)
      .groupBy(subject)
      .execute();
    const latest = new Map(rows.map((row) => [Number(row[subject]), Number(row.latest)]));
    for (const { row } of fresh) {
      row.revision = (latest.get(Number(row[subject])) ?? 0) + 1;
      latest.set(Number(row[subject]), row.revision);
    }
  }
}
