import { type Field, languages } from '#kernel/contract/index.ts';
import { type Ctx, can } from '../ctx.ts';
import type { Served } from '../served.ts';
import { columnsOfField, type SheetColumn } from './sheet-column.ts';

/*
 * Lines of a record stand in columns `barcodes.code`, `barcodes.kind`; a record with several has as many rows, one below
 * the other.
 */

/** Message id of what a line's field is called. */
export const lineLabel = (resource: string, lines: string, field: string): string =>
  `${resource}.field.${lines}.${field}`;

/** The columns of a record's lines, as far as the actor may see them; none for what is no list of lines. */
export function columnsOfLines(ctx: Ctx, name: string, spec: Field): SheetColumn[] {
  return Object.entries(spec.kind === 'lines' ? (spec.fields ?? {}) : {})
    .filter(([, line]) => !line.read || ctx.trusted || can(ctx, line.read))
    .flatMap(([field, line]) => columnsOfField(field, line))
    .map((line) => ({ header: `${name}.${line.header}`, field: name, kind: 'lines', form: line.form, line }));
}

/** Whether files may bring such lines: they can be set, and no file lies in a cell. */
export const comesInFiles = ({ kind, readOnly, fields = {} }: Field): boolean =>
  kind === 'lines' && !readOnly && Object.values(fields).every((line) => line.kind !== 'file');

/** The columns of lines that a file may have, with the labels people know them by: `Barcodes: Code`. */
export function importedLineColumns(ctx: Ctx, { resource }: Served): { column: SheetColumn; labels: string[] }[] {
  return Object.entries(resource.fields).flatMap(([name, spec]) => {
    if (!comesInFiles(spec) || (spec.read && !can(ctx, spec.read))) return [];
    return columnsOfLines(ctx, name, spec).flatMap((column) => {
      const { line } = column;
      if (!line) return [];
      const spoken = [ctx.language, ...languages.filter((one) => one !== ctx.language)];
      const labels = spoken.map((language) => {
        const say = (id: string) => ctx.app.texts.say(language, id);
        const label = `${say(`${resource.name}.field.${name}`)}: ${say(lineLabel(resource.name, name, line.field))}`;
        return line.part === undefined ? label : `${label} (${line.part})`;
      });
      return [{ column, labels }];
    });
  });
}
