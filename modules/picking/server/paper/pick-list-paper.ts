import type { Ctx } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { wave } from '../../contract/index.ts';
import { cell, column, type Paper } from '../../documents/render-paper.ts';
import { walkOf } from '../walk/walk.ts';
import { paperTexts } from './house-paper.ts';

/** What is to be fetched, in the order of the way: for whom has no device, or whose battery is empty. */
export async function pickListPaper(ctx: Ctx, id: number): Promise<Paper> {
  const row = await rowOf(ctx, wave, id);
  const walk = await walkOf(ctx, id);
  const { say, quantity, date, house, page } = await paperTexts(ctx, ctx.language);
  const lists = new Map(walk.lists.map((list) => [list.id, list]));
  const into = (list: number) => {
    const found = lists.get(list);
    return cell(found?.box?.title ?? String(found?.position ?? ''), { bold: true, small: found?.order.title ?? '' });
  };
  return {
    language: ctx.language,
    title: say('picking.paper.pickList', { number: row.number }),
    house,
    address: [],
    facts: [
      { label: say('picking.paper.date'), value: date(row.date) },
      ...walk.lists.map(({ position, order, customer, box }) => ({
        label: `${say('picking.paper.order')} ${position}`,
        value: [order.title, customer.subtitle ?? customer.title, box?.title].filter(Boolean).join(' · '),
      })),
    ],
    scan: row.number,
    sections: [
      {
        heading: null,
        columns: [
          column(say('picking.paper.place')),
          column(say('picking.paper.product')),
          column(say('picking.paper.description'), { wide: true }),
          column(say('picking.paper.quantity'), { right: true }),
          column(say('picking.paper.into')),
          column(say('picking.paper.taken')),
        ],
        rows: walk.tasks.map((task) => [
          cell(task.location.title ?? '', { bold: true, small: task.compartment?.title ?? '' }),
          cell(task.product.title ?? '', { small: task.legacyNumber ?? '' }),
          cell(task.product.subtitle ?? '', { small: task.lot ? `${say('picking.paper.lot')} ${task.lot.title}` : '' }),
          cell(quantity(task.quantity), { bold: true, small: task.unit ?? '' }),
          into(task.list),
          cell('', { box: true }),
        ]),
      },
    ],
    note: '',
    page,
    createdAt: ctx.app.clock(),
  };
}
