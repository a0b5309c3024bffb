import type { ListQuery, Reference } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { demand } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import { exportColumns } from '#kernel/server/import-export/export-columns.ts';
import { type ExportFormat, sheetAnswer } from '#kernel/server/import-export/sheet-answer.ts';
import type { Answer } from '#kernel/server/module.ts';
import { present, type Wire } from '#kernel/server/present.ts';
import { listRecords } from '#kernel/server/read.ts';
import { loadRows } from '#kernel/server/rows.ts';
import { bomLine } from '../../contract/bom-line.ts';
import { bom } from '../../contract/index.ts';
import { lineSheet } from './read-sheet.ts';

const page = 200;

/**
 * BOMs as a sheet of their lines, which the import takes again: those asked for, else every one that is a draft or
 * released. 403 without `data:export`.
 */
export function exportLines(ctx: Ctx, format: ExportFormat, ids: readonly number[] | undefined): Answer {
  demand(ctx, 'data:export');
  const columns = exportColumns(ctx, lineSheet, Object.keys(bomLine.fields));
  return sheetAnswer(format, 'bom-lines', null, columns, linePages(ctx, ids));
}

async function* linePages(ctx: Ctx, ids: readonly number[] | undefined): AsyncGenerator<Wire[]> {
  const served = ctx.app.served(bom.name);
  const fields = served.fields.filter(({ name }) => headFields.includes(name));
  const children = served.children.filter(({ name }) => name === 'lines');
  const wanted = await latestBoms(ctx, ids);
  for (const some of inParts(wanted, page)) {
    const rows = await loadRows(ctx, served, some);
    const wires = await present(ctx, served, rows, fields, children);
    yield wires.flatMap((wire) => (wire.lines as Wire[]).map((line) => sheetRow(wire, line)));
  }
}
const headFields = ['product', 'variant', 'outputQuantity', 'unit', 'state', 'validFrom'];

const sheetRow = (head: Wire, line: Wire): Wire => ({
  ...line,
  product: head.product,
  variant: head.variant,
  outputQuantity: head.outputQuantity,
  outputUnit: head.unit,
  isReleased: head.state === 'released',
  validFrom: head.validFrom,
});

/** The latest revision of each subject, as far as the actor may see it: rows of one subject are one BOM. */
async function latestBoms(ctx: Ctx, ids: readonly number[] | undefined): Promise<number[]> {
  const latest = new Map<string, { id: number; revision: number }>();
  const filter = ids
    ? { field: 'id', operator: 'in' as const, value: ids.join(',') }
    : { field: 'state', operator: 'in' as const, value: 'draft,released' };
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query: ListQuery = {
      filters: [filter],
      sort: 'code',
      limit: listPage,
      fields: ['product', 'variant', 'revision'],
      ...(cursor && { cursor }),
    };
    const { items, next } = await listRecords(ctx, ctx.app.served(bom.name), query, { most: listPage });
    for (const { id, product, variant, revision } of items) {
      const key = `${(product as Reference | null)?.id} ${(variant as Reference | null)?.id}`;
      if (Number(revision) > (latest.get(key)?.revision ?? 0))
        latest.set(key, { id: Number(id), revision: Number(revision) });
    }
    cursor = next;
  }
  return [...latest.values()].map(({ id }) => id);
}
const listPage = 1000;
