import { kernelErrors, type ListQuery, type ListResult, permissionOf } from '#kernel/contract/index.ts';
import { type Ctx, demand } from '../ctx.ts';
import type { Answer } from '../module.ts';
import type { Wire } from '../present.ts';
import { listRecords } from '../read.ts';
import type { Served } from '../served.ts';
import { exportColumns } from './export-columns.ts';
import { type ExportFormat, sheetAnswer } from './sheet-answer.ts';
import type { SheetColumn } from './sheet-column.ts';

export { type ExportFormat, exportFormats } from './sheet-answer.ts';

/** Most records of one export, as many as one import takes back; for more, filter (PRD-SEC-14). */
export const exportLimits = { rows: 200_000, page: 1000 };

const ofPage = { most: exportLimits.page, hasLines: true };

/**
 * All records that match, as a file that the same resource can import again. Of the query, `q`, `filters`, `sort` and
 * `fields` count. Lines are part of it where `fields` names them: a record then has as many rows as it has lines. Refused before the first byte: 403 without `data:export` or the right to
 * read, 400 for a filter or order that is not allowed, 422 `kernel.tooManyRows`.
 */
export async function exportRecords(ctx: Ctx, served: Served, format: ExportFormat, query: ListQuery): Promise<Answer> {
  demand(ctx, 'data:export');
  demand(ctx, permissionOf(served.resource, 'read'));
  const columns = exportColumns(ctx, served, query.fields);
  const { q, filters, sort } = query;
  const asked: ListQuery = {
    ...(q !== undefined && { q }),
    ...(filters && { filters }),
    ...(sort !== undefined && { sort }),
    fields: columns.map(({ field }) => field),
    limit: exportLimits.page,
  };
  const first = await listRecords(ctx, served, { ...asked, countAll: true }, ofPage);
  if (first.total > exportLimits.rows) throw kernelErrors.tooManyRows({ max: exportLimits.rows });
  const name = served.resource.path.replaceAll('/', '-');
  const log = (rows: number) =>
    ctx.app.logger.info(
      { requestId: ctx.requestId, user: ctx.actor.id, resource: served.resource.name, format, q, filters, rows },
      'export',
    );
  const pages = inRows(columns, pagesOf(ctx, served, asked, first, log));
  const day = new Date(ctx.app.clock()).toISOString().slice(0, 10);
  return sheetAnswer(format, name, day, columns, pages);
}

/** Records with several lines as several rows, each with another line in the place of all of them. */
async function* inRows(columns: readonly SheetColumn[], pages: AsyncIterable<Wire[]>): AsyncGenerator<Wire[]> {
  const lists = [...new Set(columns.flatMap(({ field, line }) => (line ? field : [])))];
  for await (const page of pages) {
    yield lists.length === 0
      ? page
      : page.flatMap((record) => {
          const lines = (name: string) => (record[name] ?? []) as Wire[];
          const rows = Math.max(1, ...lists.map((name) => lines(name).length));
          return Array.from({ length: rows }, (_, index) => ({
            ...record,
            ...Object.fromEntries(lists.map((name) => [name, lines(name)[index] ?? null])),
          }));
        });
  }
}

/** Page by page behind the last record of the one before, so that memory does not grow with the number of records. */
async function* pagesOf(
  ctx: Ctx,
  served: Served,
  asked: ListQuery,
  first: ListResult<Wire>,
  done: (rows: number) => void,
): AsyncGenerator<Wire[]> {
  let rows = 0;
  try {
    for (let page = first; ; ) {
      rows += page.items.length;
      yield page.items;
      if (page.next === null) return;
      page = await listRecords(ctx, served, { ...asked, cursor: page.next }, ofPage);
    }
  } finally {
    // Also when the reader went away: what has left the house is what counts.
    done(rows);
  }
}
