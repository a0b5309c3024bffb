import type { FieldSpec, Fields, ToldProblem } from '../../contract/index.ts';
import { ApiProblem } from '../api/api-problem.ts';
import type { Text } from '../i18n/text.ts';
import type { Line } from './to-write.ts';

/** The field at `path` (`product`, `lines.2.product`) and the value entered there. */
function fieldAt(
  fields: Fields,
  value: (name: string) => unknown,
  path: string,
): { spec: FieldSpec | undefined; entered: unknown } {
  const [name = '', line, inner] = path.split('.');
  if (!inner) return { spec: fields[name], entered: value(name) };
  const lines = value(name);
  const found = Array.isArray(lines) ? (lines[Number(line)] as Line | undefined) : undefined;
  return { spec: fields[name]?.fields?.[inner], entered: found?.[inner] };
}

/**
 * What is wrong with which field, by path. Where a record is to be named and the text typed names none, the server only
 * sees that it is no record; the form knows the text.
 */
export function draftMessages(
  error: unknown,
  fields: Fields,
  value: (name: string) => unknown,
  text: Text,
): Record<string, string> {
  return messagesByPath(error instanceof ApiProblem ? (error.problem.fields ?? []) : [], fields, value, text);
}

function messagesByPath(
  problems: readonly ToldProblem[],
  fields: Fields,
  value: (name: string) => unknown,
  { t }: Text,
): Record<string, string> {
  return Object.fromEntries(
    problems.map(({ path, message }) => {
      const { spec, entered } = fieldAt(fields, value, path);
      const isUnknown = spec?.kind === 'ref' && typeof entered === 'string';
      return [path, isUnknown ? t('web.pick.unknown', { text: entered }) : message];
    }),
  );
}

interface Entering {
  fields: Fields;
  value: (name: string) => unknown;
  /** What was entered, by field. */
  changes: Readonly<Record<string, unknown>>;
}

/**
 * What a form shows at its fields: the faults of the last save until they are mended, and what the check while typing finds
 * in fields that were filled in. That something is still missing is not said before somebody wants to save.
 */
export function formMessages(
  error: unknown,
  checked: { errors: readonly ToldProblem[]; warnings: readonly ToldProblem[]; isCurrent: boolean },
  { fields, value, changes }: Entering,
  text: Text,
): { errors: Record<string, string>; warnings: Record<string, string> } {
  const refused = draftMessages(error, fields, value, text);
  const standing = new Set(checked.errors.map(({ path }) => path));
  const saved = Object.entries(refused).filter(([path]) => {
    const isTouched = (path.split('.')[0] ?? '') in changes;
    return !checked.isCurrent || !isTouched || standing.has(path);
  });
  const typed = checked.errors.filter(
    ({ path, code }) => code !== 'kernel.required' && (path.split('.')[0] ?? '') in changes,
  );
  return {
    errors: { ...messagesByPath(typed, fields, value, text), ...Object.fromEntries(saved) },
    warnings: Object.fromEntries(checked.warnings.map(({ path, message }) => [path, message])),
  };
}
