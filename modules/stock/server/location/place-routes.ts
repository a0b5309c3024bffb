import { z } from 'zod';
import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { digits } from '#kernel/server/http/list-query.ts';
import { defineRoute } from '#kernel/server/module.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { purposes } from '../../contract/index.ts';
import { generatePlaces } from './generate-places.ts';
import { placeOverview } from './place-overview.ts';
import { type StockLevel, stockLevels } from './stock-levels.ts';

const id = digits.transform(Number);
const ids = z
  .string()
  .regex(/^\d{1,15}(,\d{1,15}){0,999}$/)
  .transform((text) => text.split(',').map(Number));
const mostProducts = 5000;
const mark = z.string().trim().max(10);
const reads = { permission: 'stock.balance:read' };

export const placeRoutes = [
  defineRoute({
    method: 'GET',
    path: '/stock/place-overview',
    access: { permission: 'stock.location:read' },
    summary: 'Every real place with how much stands and lies there',
    query: z.strictObject({ warehouse: id.optional() }),
    handle: async (ctx, { query }) => ({ body: { items: await placeOverview(ctx, query.warehouse ?? null) } }),
  }),
  defineRoute({
    method: 'GET',
    path: '/stock/levels',
    access: reads,
    summary: 'What lies of products at each place, over all lots and boxes; with a page of products at a time',
    query: z.strictObject({
      product: ids.optional(),
      warehouse: id.optional(),
      location: id.optional(),
      after: id.optional(),
      limit: id.optional(),
    }),
    handle: async (ctx, { query }) => {
      const limit = Math.max(1, Math.min(query.limit ?? mostProducts, mostProducts));
      const { product: products, warehouse, location, after } = query;
      const levels = await stockLevels(ctx, {
        ...(products && { products }),
        ...(warehouse !== undefined && { warehouse }),
        ...(location !== undefined && { location }),
        ...(after !== undefined && { after }),
        ...(products ? {} : { limit }),
      });
      return { body: await presentLevels(ctx, levels, products ? 0 : limit) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/stock/locations/generate',
    access: { permission: 'stock.location:create' },
    summary: 'Lay out a rack: every combination of the levels as a tree of places; with dryRun only say how many',
    body: z.strictObject({
      warehouse: z.int().positive(),
      parent: z.int().positive().nullish(),
      prefix: z.string().trim().max(60).nullish(),
      levels: z
        .array(
          z.strictObject({
            level: z.enum(['zone', 'rack', 'bay', 'shelf', 'bin']),
            mark,
            from: z.int().min(0).max(9999),
            to: z.int().min(0).max(9999),
            digits: z.int().min(1).max(4),
          }),
        )
        .min(1)
        .max(5),
      purpose: z.enum(purposes).nullish(),
      maxBoxes: z.int().positive().nullish(),
      dryRun: z.boolean().default(false),
    }),
    handle: async (ctx, { body }) => ({
      body: await generatePlaces(ctx, {
        ...body,
        parent: body.parent ?? null,
        prefix: body.prefix || null,
        purpose: body.purpose ?? null,
        maxBoxes: body.maxBoxes ?? null,
      }),
    }),
  }),
];

/** Titles stand once for each product and place; the levels name them by id. `next` is where the next page begins. */
async function presentLevels(ctx: Ctx, levels: readonly StockLevel[], limit: number) {
  const products = [...new Set(levels.map(({ product }) => product))];
  const places = [...new Set(levels.map(({ location }) => location))];
  const wire = (amount: number) => formatDecimal(amount, 'quantity');
  return {
    products: products.map(await titlesOf(ctx, 'catalog.variant', products)),
    locations: places.map(await titlesOf(ctx, 'stock.location', places)),
    items: levels.map(({ product, location, onHand, reserved }) => ({
      product,
      location,
      onHand: wire(onHand),
      reserved: wire(reserved),
      available: wire(onHand - reserved),
    })),
    next: limit > 0 && products.length === limit ? (products.at(-1) ?? null) : null,
  };
}
