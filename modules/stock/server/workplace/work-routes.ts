import { z } from 'zod';
import { kernelErrors, parseDecimal } from '#kernel/contract/index.ts';
import { digits } from '#kernel/server/http/list-query.ts';
import { defineRoute } from '#kernel/server/module.ts';
import { whatIs } from './scan.ts';
import { contentsAt } from './spot-contents.ts';
import { moveGoods, receiveGoods, takeBackWork, undoable } from './work-postings.ts';

const id = digits.transform(Number);
const named = z.int().positive();
const spot = z
  .strictObject({
    location: named.optional(),
    box: named.optional(),
    compartment: named.optional(),
    code: z.string().min(1).max(200).optional(),
  })
  .refine((one) => Object.keys(one).length === 1, 'one of location, box, compartment, code');
const text = (max: number) => z.string().trim().min(1).max(max).nullable().default(null);
const goods = {
  product: named,
  lots: text(2000),
  quantity: z
    .string()
    .refine((value) => (parseDecimal(value, 'quantity') ?? 0) > 0, 'a decimal above zero')
    .optional(),
};
const reads = { permission: 'stock.balance:read' };

/** What work places with scanners ask and post: each scan is one request, so that it is sent once whatever the network does. */
export const workRoutes = [
  defineRoute({
    method: 'GET',
    path: '/stock/scan',
    access: reads,
    summary: 'What a scanned code means: a place, box or compartment, an article with its quantity per pack, or a lot',
    query: z.strictObject({ code: z.string().min(1).max(200), product: id.optional() }),
    handle: async (ctx, { query }) => ({ body: await whatIs(ctx, query.code, query.product ?? null) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/stock/work/contents',
    access: reads,
    summary: 'What lies at a place or in a box, by lot, as a work place shows it',
    query: z.strictObject({ location: id.optional(), box: id.optional() }),
    handle: async (ctx, { query: { location, box } }) => {
      if ((location === undefined) === (box === undefined)) throw kernelErrors.invalidInput();
      return {
        body: await contentsAt(ctx, {
          ...(location !== undefined && { location }),
          ...(box !== undefined && { box }),
        }),
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/stock/work/receipts',
    access: { permission: 'stock.receipt:post' },
    summary: 'Receive one article: a receipt, made and posted at once',
    body: z.strictObject({
      to: spot,
      ...goods,
      expiresOn: z.iso.date().nullable().default(null),
      supplierName: text(200),
      supplierReference: text(200),
    }),
    handle: async (ctx, { body }) => ({ status: 201, body: await receiveGoods(ctx, body) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/stock/work/transfers',
    access: { permission: 'stock.transfer:post' },
    summary: 'Move one article from a place or box to another: a transfer, made and posted at once',
    body: z.strictObject({ from: spot, to: spot, ...goods }),
    handle: async (ctx, { body }) => ({ status: 201, body: await moveGoods(ctx, body) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/stock/work/undo',
    access: reads,
    summary: 'Take back what one has posted oneself today; what others have, with the right to reverse it',
    body: z.strictObject({ resource: z.enum(undoable), id: named }),
    handle: async (ctx, { body }) => ({ body: await takeBackWork(ctx, body) }),
  }),
];
