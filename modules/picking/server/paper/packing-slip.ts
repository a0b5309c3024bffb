import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { parcel, pickList } from '../../contract/index.ts';
import { cell, column, type Paper, type PaperCell, type PaperSection } from '../../documents/render-paper.ts';
import { packingOf } from '../pack/packing.ts';
import { type PaperTexts, paperTexts } from './house-paper.ts';

const goodsColumns = ({ say }: PaperTexts) => [
  column(say('picking.paper.position')),
  column(say('picking.paper.product')),
  column(say('picking.paper.description'), { wide: true }),
  column(say('picking.paper.quantity'), { right: true }),
];

/** What is in which parcel of an order; as long as there is none, what lies at the packing table. In the customer's language. */
export async function packingSlip(ctx: Ctx, id: number): Promise<Paper> {
  const list = await rowOf(ctx, pickList, id);
  const order = await rowOf(ctx, salesOrder, list.order);
  const packing = await packingOf(ctx, id);
  const texts = await paperTexts(ctx, order.language);
  const { say, quantity, date, house, page } = texts;
  const known = new Map(packing.lines.map((line) => [`${line.line} ${line.lot?.id ?? 0}`, line]));
  const names = new Map(order.lines.map((line, index) => [line.id ?? 0, { index, description: line.description }]));
  const row = (line: number, lot: number | null, pieces: string): PaperCell[] => {
    const goods = known.get(`${line} ${lot ?? 0}`);
    const name = names.get(line);
    return [
      cell(String((name?.index ?? 0) + 1)),
      cell(goods?.product.title ?? '', { small: goods?.legacyNumber ?? '' }),
      cell(name?.description ?? '', { small: goods?.lot ? `${say('picking.paper.lot')} ${goods.lot.title}` : '' }),
      cell(quantity(pieces), { bold: true }),
    ];
  };
  const sections = await parcelSections(ctx, packing.parcels, texts, row);
  return {
    language: order.language,
    title: say('picking.paper.packingSlip', { number: list.label }),
    house,
    address: order.shippingAddress.split('\n'),
    facts: [
      { label: say('picking.paper.order'), value: order.number ?? '' },
      { label: say('picking.paper.date'), value: date(new Date(ctx.app.clock()).toISOString()) },
    ],
    scan: list.label,
    sections:
      sections.length > 0
        ? sections
        : [
            {
              heading: null,
              columns: goodsColumns(texts),
              rows: packing.lines.map(({ line, lot, picked }) => row(line, lot?.id ?? null, picked)),
            },
          ],
    note: packing.missing === '0' ? '' : say('picking.paper.rest', { quantity: quantity(packing.missing) }),
    page,
    createdAt: ctx.app.clock(),
  };
}

async function parcelSections(
  ctx: Ctx,
  parcels: readonly { id: number }[],
  texts: PaperTexts,
  row: (line: number, lot: number | null, pieces: string) => PaperCell[],
): Promise<PaperSection[]> {
  const rows = await rowsOf(
    ctx,
    parcel,
    parcels.map(({ id }) => id),
  );
  const { say, quantity } = texts;
  return rows.map(({ number, weight, contents }) => ({
    heading: `${say('picking.paper.parcel')} ${number} · ${quantity(String(weight / 1000))} kg`,
    columns: goodsColumns(texts),
    rows: contents.map((one) => row(one.orderLine, one.lot, formatDecimal(one.quantity, 'quantity'))),
  }));
}
