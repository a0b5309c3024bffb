import type { FieldSpec } from '#kernel/contract/index.ts';
import type { ChangeRule } from '../../contract/bulk-change.ts';

/** The rules a field offers; the server has the last word (`rulesFor` there). */
export function rulesOf(spec: FieldSpec): readonly ChangeRule[] {
  if (spec.readOnly || spec.createOnly || spec.unique || spec.secret) return [];
  if (spec.kind === 'money' || spec.kind === 'quantity') return ['percent', 'add', 'set'];
  if (spec.kind === 'refs') return ['add', 'remove', 'set'];
  return ['lines', 'file', 'json', 'state'].includes(spec.kind) ? [] : ['set'];
}

/** Numbers, keys and texts of one record alone are not offered: nobody gives the same to many. */
const ofOneAlone = new Set(['legacySku', 'baseSku', 'variantCode', 'product', 'axes']);

/** Fields that can be changed for many at once. */
export const changeableFields = (
  fields: Readonly<Record<string, FieldSpec>>,
  may: (permission: string | undefined) => boolean,
): string[] =>
  Object.entries(fields)
    .filter(([name, spec]) => !ofOneAlone.has(name) && rulesOf(spec).length > 0 && may(spec.read) && may(spec.write))
    .map(([name]) => name);

/** What the user enters for the rule: a value of the field, or a percentage. */
export const operandSpec = (spec: FieldSpec, rule: ChangeRule): FieldSpec => {
  const { min: _, required: __, ...rest } = spec;
  if (rule === 'percent') return { kind: 'rate' };
  return rule === 'set' ? { ...rest, ...(spec.min !== undefined && { min: spec.min }) } : rest;
};
