import { z } from 'zod';
import type { Ctx } from '#kernel/server/ctx.ts';
import { demand } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { contentDisposition } from '#kernel/server/http/kernel-routes.ts';
import { digits } from '#kernel/server/http/list-query.ts';
import { defineRoute } from '#kernel/server/module.ts';
import { pdfRenderer } from '#modules/documents/server/index.ts';
import { type LabelKind, labelKinds, labelPapers, mostLabels, stockErrors } from '../../contract/index.ts';
import { renderLabels } from '../../labels/render-labels.ts';
import { labelsOf } from './label-data.ts';

const mayRead: Record<LabelKind, string> = {
  location: 'stock.location:read',
  box: 'stock.box:read',
  product: 'catalog.variant:read',
  lot: 'stock.lot:read',
};
const number = digits.transform(Number);
/** From 1: none at all would be no question. */
const counted = number.pipe(z.int().min(1));
const ids = z
  .string()
  .regex(/^\d{1,15}(,\d{1,15})*$/)
  .transform((text) => [...new Set(text.split(',').map(Number))]);

export const labelRoutes = [
  defineRoute({
    method: 'GET',
    path: '/stock/labels',
    access: 'signedIn',
    summary: 'Labels of places, boxes, products or lots as PDF; with `within`, of all places in one',
    query: z.strictObject({
      kind: z.enum(labelKinds),
      ids: ids.optional(),
      within: number.optional(),
      paper: z.enum(labelPapers.map(({ id }) => id) as [string, ...string[]]),
      start: counted.optional(),
      copies: counted.optional(),
    }),
    handle: async (ctx, { query }) => {
      const { kind, within, start = 1, copies = 1 } = query;
      demand(ctx, mayRead[kind]);
      const paper = labelPapers.find(({ id }) => id === query.paper) ?? labelPapers[0];
      const wanted = [...(query.ids ?? []), ...(within && kind === 'location' ? await placesIn(ctx, within) : [])];
      if (!paper || wanted.length === 0) throw stockErrors.nothingToLabel();
      if (wanted.length * copies > mostLabels) throw stockErrors.tooManyLabels({ max: mostLabels });
      const labels = await labelsOf(ctx, kind, wanted, copies);
      if (labels.length === 0) throw stockErrors.nothingToLabel();
      const content = await renderLabels(pdfRenderer(), {
        paper,
        start: Math.min(start, paper.columns * paper.rows),
        labels,
        createdAt: ctx.app.clock(),
      });
      const name = `${ctx.app.texts.say(ctx.language, 'stock.label.file')}.pdf`;
      return {
        body: content,
        headers: { 'content-type': 'application/pdf', 'content-disposition': contentDisposition('inline', name) },
      };
    },
  }),
];

/** The place and all that lie in it, in the order of the walk. */
async function placesIn(ctx: Ctx, id: number): Promise<number[]> {
  const { rows } = await sendStatement(
    ctx.db,
    `WITH RECURSIVE within(id) AS (SELECT id FROM stock_location WHERE id = ?
      UNION SELECT c.id FROM stock_location c JOIN within ON c.parent = within.id)
      SELECT l.id FROM stock_location l JOIN within ON within.id = l.id WHERE l.is_active = 1 ORDER BY l.code`,
    [id],
  );
  return rows.map((row) => Number(row.id));
}
