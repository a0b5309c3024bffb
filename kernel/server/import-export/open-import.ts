import { kernelErrors } from '#kernel/contract/index.ts';
import { type Ctx, demand } from '../ctx.ts';
import type { Served } from '../served.ts';
import { type ColumnMapping, withMapping } from './column-mapping.ts';
import { refuseOtherType } from './file-type.ts';
import { groupRows } from './group-rows.ts';
import { type ColumnFinder, columnFinder, type ImportPlan, planImport, refuseForbidden } from './import-plan.ts';
import { type CellReading, isDecimal, provenStyle } from './read-cell.ts';
import { openCsv } from './read-csv.ts';
import { openXlsx } from './read-xlsx.ts';
import type { Sheet } from './sheet.ts';

export const importMediaTypes: Record<string, 'csv' | 'xlsx'> = {
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

export const importLimits = { rows: 200_000, bytes: 64 * 1024 * 1024 };

export interface ImportFile {
  format: 'csv' | 'xlsx';
  content: Uint8Array;
  mapping?: ColumnMapping;
}

/** A file of which is known what its columns mean. */
export interface OpenedImport {
  plan: ImportPlan;
  sheet: Sheet;
  reading: CellReading;
  /** Records that the rows below the header are about. */
  rows: number;
}

type OpenedSheet = Sheet & { date1904?: boolean };

/** The table in a file, and what its headers mean. Throws 403, 413, and 422 for what cannot be read or is another kind of file. */
export async function openSheet(
  ctx: Ctx,
  served: Served,
  { format, content, mapping = {} }: ImportFile,
): Promise<{ sheet: OpenedSheet; find: ColumnFinder }> {
  demand(ctx, 'data:import');
  refuseForbidden(ctx, served.resource);
  if (content.byteLength > importLimits.bytes) throw kernelErrors.bodyTooLarge({ max: importLimits.bytes });
  refuseOtherType(content, format);
  const find = withMapping(columnFinder(ctx, served), mapping);
  const isKnown = (text: string) => find(text) !== undefined;
  return { sheet: format === 'csv' ? await openCsv(content, isKnown) : await openXlsx(content), find };
}

/**
 * Reads the whole file once before anything is written. Throws 422 `kernel.unreadableFile`, `kernel.fileTypeMismatch`,
 * `kernel.unknownColumn`, `kernel.tooManyRows`, 413 `kernel.bodyTooLarge`, and 403 without `data:import` or the right to
 * create or change such records.
 */
export async function openImport(ctx: Ctx, served: Served, file: ImportFile): Promise<OpenedImport> {
  const { sheet, find } = await openSheet(ctx, served, file);
  const plan = planImport(ctx, served, sheet.header, find);
  const { decimals, ...found } = await survey(plan, sheet);
  let { rows } = found;
  const grouped = () => groupRows(plan, sheet.rows());
  if (plan.lines.size > 0) {
    rows = 0;
    for await (const _record of grouped()) rows++;
  }
  return { plan, sheet: { ...sheet, rows: grouped }, rows, reading: { decimals, date1904: sheet.date1904 === true } };
}

/** The size of the file, and how it writes decimals. */
async function survey(plan: ImportPlan, sheet: Sheet): Promise<Pick<CellReading, 'decimals'> & { rows: number }> {
  const styles = new Set<CellReading['decimals']>();
  const decimals = plan.columns.flatMap((column, index) =>
    column && isDecimal((column.line ?? column).kind) ? index : [],
  );
  let rows = 0;
  for await (const { cells } of sheet.rows()) {
    if (++rows > importLimits.rows) throw kernelErrors.tooManyRows({ max: importLimits.rows });
    for (const index of decimals) styles.add(provenStyle(cells[index]));
  }
  styles.delete(null);
  const [only = sheet.decimals ?? null] = styles;
  // A file that writes both ways is read cell by cell.
  return { rows, decimals: styles.size > 1 ? null : only };
}
