import { type Ctx, demand } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import {
  type ExportFormat,
  type ReportColumn,
  reportColumns,
  sheetAnswer,
} from '#kernel/server/import-export/sheet-answer.ts';
import type { Answer } from '#kernel/server/module.ts';
import type { Wire } from '#kernel/server/present.ts';
import { linesOf, type ProductValue, type ReportQuery, valuesAt } from './value-report.ts';

const page = 1_000;

const columns: readonly ReportColumn[] = [
  ['date', 'valuation.report.date', 'date', 'date'],
  ['sku', 'valuation.report.sku', 'text', 'text'],
  ['name', 'valuation.report.name', 'text', 'text'],
  ['category', 'valuation.report.category', 'text', 'text'],
  ['quantity', 'valuation.report.quantity', 'quantity', 'number'],
  ['unit', 'valuation.report.unit', 'text', 'text'],
  ['unitCost', 'valuation.report.unitCost', 'money', 'money'],
  ['value', 'valuation.report.value', 'money', 'money'],
];

/** The whole report as a file, with the columns named in the reader's language. 403 without `data:export`. */
export async function exportReport(ctx: Ctx, query: ReportQuery, format: ExportFormat): Promise<Answer> {
  demand(ctx, 'data:export');
  const { date, values } = await valuesAt(ctx, query);
  return sheetAnswer(format, 'valuation', date, reportColumns(ctx, columns), pagesOf(ctx, date, values));
}

async function* pagesOf(ctx: Ctx, date: string, values: readonly ProductValue[]): AsyncGenerator<Wire[]> {
  for (const part of inParts(values, page)) {
    const lines = await linesOf(ctx, part);
    yield lines.map(({ product, category, ...line }) => ({
      id: product.id,
      version: 1,
      ...line,
      date,
      sku: product.title,
      name: product.subtitle ?? null,
      category: category?.title ?? null,
    })) as unknown as Wire[];
  }
}
