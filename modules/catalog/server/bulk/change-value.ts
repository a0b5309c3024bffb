import { exact, type FieldSpec, multiplyDivide, roundToCents } from '#kernel/contract/index.ts';
import type { ChangeRule } from '../../contract/bulk-change.ts';

const hundredPercent = 1_000_000;

/** Which rules make sense for a field; none for what only the server writes or what belongs to one record alone. */
export function rulesFor(spec: FieldSpec): readonly ChangeRule[] {
  if (spec.readOnly || spec.createOnly || spec.unique || spec.secret) return [];
  switch (spec.kind) {
    case 'money':
    case 'quantity':
      return ['set', 'add', 'percent'];
    case 'refs':
      return ['set', 'add', 'remove'];
    case 'lines':
    case 'file':
    case 'json':
      return [];
    default:
      return ['set'];
  }
}

/**
 * The value after the rule; `operand` is in the field's own scale, for `percent` a rate (ten-thousandths of a percent).
 * Nothing stays nothing unless it is set.
 */
export function changeValue(spec: FieldSpec, rule: ChangeRule, value: unknown, operand: unknown): unknown {
  if (rule === 'set') return operand;
  if (spec.kind === 'refs') {
    const given = operand as number[];
    const kept = (value as number[]).filter((id) => !given.includes(id));
    return rule === 'remove' ? kept : [...kept, ...given].sort((a, b) => a - b);
  }
  if (typeof value !== 'number' || typeof operand !== 'number') return value;
  if (rule === 'add') return exact(value + operand);
  const raised = multiplyDivide(value, hundredPercent + operand, hundredPercent);
  return spec.kind === 'money' ? roundToCents(raised) : raised;
}
