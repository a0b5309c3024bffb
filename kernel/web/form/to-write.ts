import { type DecimalKind, type FieldSpec, type Fields, formatDecimal, scales } from '../../contract/index.ts';
import { isReference, isStoredFile } from '../api/rows.ts';

/** Key by which a line not saved yet is told from the others while it is edited; never sent. */
export const lineKey = '#';

export type Line = Record<string, unknown> & { id?: number };

/** A value as shown → as the HTTP interface takes it: references and files by id, lines with their ids. */
export function toWrite(spec: FieldSpec, value: unknown): unknown {
  if (value === undefined) return null;
  switch (spec.kind) {
    case 'ref':
      return isReference(value) ? value.id : value;
    case 'refs':
      return Array.isArray(value) ? value.map((one) => (isReference(one) ? one.id : one)) : [];
    case 'file':
      return isStoredFile(value) ? value.id : value;
    case 'lines':
      return Array.isArray(value) ? value.map((line: Line) => lineToWrite(spec.fields ?? {}, line)) : [];
    default:
      return value;
  }
}

function lineToWrite(fields: Fields, line: Line): Record<string, unknown> {
  const written: Record<string, unknown> = line.id === undefined ? {} : { id: line.id };
  for (const [name, spec] of Object.entries(fields)) {
    if (spec.readOnly || !(name in line)) continue;
    if (line.id === undefined && (line[name] === null || line[name] === undefined)) continue;
    written[name] = toWrite(spec, line[name]);
  }
  return written;
}

/** The declared default as the HTTP interface would bring it: money, quantities and rates as decimal strings. */
export const defaultOf = ({ kind, default: value }: FieldSpec): unknown =>
  typeof value === 'number' && kind in scales ? formatDecimal(value, kind as DecimalKind) : value;

/** Whether two values of a field are the same to the server. */
export const sameValue = (spec: FieldSpec, a: unknown, b: unknown): boolean =>
  JSON.stringify(toWrite(spec, a)) === JSON.stringify(toWrite(spec, b));

/** The body of a write from changed values; fields the declaration does not know are left out. */
export function toBody(fields: Fields, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const spec = fields[name];
    if (spec && !spec.readOnly) body[name] = toWrite(spec, value);
  }
  return body;
}

/** A line is worth sending once anything was entered in it; the empty one at the end of a grid is not. */
export const isBlankLine = (fields: Fields, line: Line): boolean =>
  line.id === undefined &&
  Object.entries(fields).every(([name, spec]) => {
    const value = line[name];
    return (
      value === undefined ||
      value === null ||
      value === '' ||
      value === defaultOf(spec) ||
      (spec.kind === 'bool' && value === false)
    );
  });
