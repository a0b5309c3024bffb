import type { FieldKind } from '../../contract/index.ts';
import type { Ctx } from '../ctx.ts';
import type { Answer } from '../module.ts';
import type { Wire } from '../present.ts';
import type { SheetColumn, SheetForm } from './sheet-column.ts';
import { csvStream } from './write-csv.ts';
import { xlsxStream } from './write-xlsx.ts';

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const mediaTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Rows as a file to be saved. @param sheet what it is called, @param day ISO date that its name ends with */
export const sheetAnswer = (
  format: ExportFormat,
  sheet: string,
  day: string | null,
  columns: readonly SheetColumn[],
  pages: AsyncIterable<Wire[]>,
): Answer => ({
  headers: {
    'content-type': mediaTypes[format],
    'content-disposition': `attachment; filename="${day === null ? sheet : `${sheet}-${day}`}.${format}"`,
  },
  body: format === 'csv' ? csvStream(columns, pages) : xlsxStream(sheet.slice(0, 31), columns, pages),
});

/** A column of a report: what people read, not what can be imported again. */
export type ReportColumn = readonly [field: string, label: string, kind: FieldKind, form: SheetForm];

/** Columns named in the reader's language. */
export const reportColumns = (ctx: Ctx, columns: readonly ReportColumn[]): SheetColumn[] =>
  columns.map(([field, label, kind, form]) => ({ header: ctx.app.texts.say(ctx.language, label), field, kind, form }));
