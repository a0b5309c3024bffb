import type { FieldSpec, Fields } from '../../contract/index.ts';
import { fieldMessages } from '../api/api-problem.ts';
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
  { t }: Text,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldMessages(error)).map(([path, message]) => {
      const { spec, entered } = fieldAt(fields, value, path);
      const isUnknown = spec?.kind === 'ref' && typeof entered === 'string';
      return [path, isUnknown ? t('web.pick.unknown', { text: entered }) : message];
    }),
  );
}
