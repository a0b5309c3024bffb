import type { Ctx } from '#kernel/server/ctx.ts';
import { type OnlyFor, parseOnlyFor } from '../../contract/index.ts';
import type { Part } from '../structure/read-rows.ts';
import { unitCodes, unitFactors } from '../structure/unit-factors.ts';
import { type Axes, axesOf } from './axes-of.ts';
import { refuseCycles } from './check-cycle.ts';
import { type Bom, type BomChange, componentsOf, type Subject, subjectFinder } from './known-records.ts';

/** What must be true of a BOM in any state but `obsolete`: that one is history, and only leaves. */
export async function checkBom(ctx: Ctx, changes: BomChange[]): Promise<void> {
  const alive = changes.filter(({ row }) => row.state !== 'obsolete');
  const rows = alive.map(({ row }) => row);
  const subjectOf = await subjectFinder(ctx, rows);
  const parts = await componentsOf(ctx, rows);
  const axes = await axesOf(
    ctx,
    rows.flatMap((row) => (row.lines.some(({ onlyFor }) => onlyFor) ? (subjectOf(row)?.product ?? []) : [])),
  );
  for (const change of alive) {
    const subject = checkSubject(change, subjectOf(change.row));
    checkLines(change, parts);
    checkConditions(change, axes.get(subject?.product ?? 0));
    checkSubstitutes(change);
    checkOperations(change);
  }
  await checkUnits(ctx, alive, subjectOf, parts);
  const sound = alive.filter(({ problems }) => problems.length === 0);
  await refuseCycles(ctx, sound);
}

function checkSubject({ row, fail }: BomChange, subject: Subject | null): Subject | null {
  const field = row.variant !== null ? 'variant' : 'product';
  if (subject && !subject.isManufactured) fail(field, 'bom.notManufactured', { sku: subject.sku });
  return subject;
}

function checkLines({ row, fail }: BomChange, parts: ReadonlyMap<number, Part>): void {
  const isReleased = row.state === 'released';
  if (isReleased && row.lines.length === 0) fail('lines', 'bom.hasNoLines');
  for (const [index, line] of row.lines.entries()) {
    const part = parts.get(line.component);
    if (line.component === row.variant) fail(`lines.${index}.component`, 'bom.selfReference');
    if (line.kind === 'byProduct' && line.scrapPercent) fail(`lines.${index}.scrapPercent`, 'bom.scrapOfByProduct');
    if (isReleased && part?.state === 'archived')
      fail(`lines.${index}.component`, 'bom.componentArchived', { sku: part.sku });
  }
}

/** Conditions name attributes of the subject's product and values that these have. */
function checkConditions({ row, fail }: BomChange, axes: Axes = new Map()): void {
  for (const [index, { onlyFor }] of row.lines.entries()) {
    const condition = parseOnlyFor(onlyFor);
    const path = `lines.${index}.onlyFor`;
    if (!condition) fail(path, 'bom.conditionUnreadable', { text: onlyFor });
    else checkCondition(condition, axes, (code, params) => fail(path, code, params));
  }
}

function checkCondition(condition: OnlyFor, axes: Axes, fail: (code: string, params: Record<string, string>) => void) {
  for (const [attribute, values] of condition) {
    const known = axes.get(attribute);
    if (!known) fail('bom.conditionUnknownAttribute', { attribute });
    else
      for (const value of values)
        if (!known.includes(value)) fail('bom.conditionUnknownValue', { attribute, value, values: known.join(', ') });
  }
}

function checkSubstitutes({ row, fail }: BomChange): void {
  const components = new Set(row.lines.map(({ component }) => component));
  for (const [index, { component, substitute }] of row.substitutes.entries()) {
    if (!components.has(component)) fail(`substitutes.${index}.component`, 'bom.substituteWithoutLine');
    if (substitute === component || substitute === row.variant)
      fail(`substitutes.${index}.substitute`, 'bom.selfReference');
  }
}

function checkOperations({ row, fail }: BomChange): void {
  for (const [index, { minutes, hourlyRate }] of row.operations.entries())
    if (hourlyRate !== null && minutes === null) fail(`operations.${index}.minutes`, 'bom.rateWithoutMinutes');
}

/** Every unit leads to the base unit of what it measures. */
async function checkUnits(
  ctx: Ctx,
  changes: readonly BomChange[],
  subjectOf: (row: Bom) => Subject | null,
  parts: ReadonlyMap<number, Part>,
): Promise<void> {
  const measured = changes.flatMap((change) => {
    const subject = subjectOf(change.row);
    const { variant, product, unit } = change.row;
    const own = subject ? { id: variant, product: subject.product ?? product, unit: subject.unit } : null;
    return [
      ...(own && subject ? [{ change, path: 'unit', part: own, sku: subject.sku, unit }] : []),
      ...change.row.lines.flatMap((line, index) => {
        const part = parts.get(line.component);
        return part ? [{ change, path: `lines.${index}.unit`, part, sku: part.sku, unit: line.unit }] : [];
      }),
    ];
  });
  const factor = await unitFactors(ctx, measured);
  const wrong = measured.filter(({ part, unit }) => !factor(part, unit));
  if (wrong.length === 0) return;
  const codes = await unitCodes(
    ctx,
    wrong.flatMap(({ part, unit }) => [part.unit, unit]),
  );
  for (const { change, path, part, sku, unit } of wrong)
    change.fail(path, 'catalog.noUnitConversion', {
      sku,
      from: codes.get(unit) ?? '',
      to: codes.get(part.unit) ?? '',
    });
}
