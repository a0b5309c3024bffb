import { z } from 'zod';
import { digits } from '#kernel/server/http/list-query.ts';
import { idOf } from '#kernel/server/http/record-id.ts';
import { defineRoute, defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { channels, price, priceChange, priceList, pricingContract } from '../contract/index.ts';
import { answerPrice } from './answer/answer-price.ts';
import { applyChange } from './change/apply-change.ts';
import { priceChangeJob } from './change/change-job.ts';
import { previewChange } from './change/preview-change.ts';
import { checkPriceChange } from './change/price-change-rules.ts';
import { undoChange } from './change/undo-change.ts';
import { priceHistory } from './history/price-history.ts';
import { checkPrice } from './price/check-price.ts';
import { completePrice } from './price/complete-price.ts';
import { type EnteredPrices, enterPrices } from './price/enter-prices.ts';
import { checkList, deriveList } from './price-list/price-list-rules.ts';

export type { PriceBreak, PriceDecision, PriceStep } from './answer/decide-price.ts';
export { hasListedPrice } from './answer/listed-price.ts';
export type { CustomerTerms, TierTerms } from './answer/load-facts.ts';
export { type KnownTerms, type PriceAnswer, type PriceAsk, pricesFor } from './answer/prices-for.ts';

const nothingElse = async (): Promise<undefined> => undefined;
const readsPrices = { permission: `${price.name}:read` };

const stated = z.strictObject({ id: z.int().positive().optional(), version: z.int().positive().optional() });
const entered = z.strictObject({
  rows: z.array(stated.extend({ values: z.record(z.string(), z.unknown()) })).max(500),
  removed: z.array(stated.extend({ id: z.int().positive() })).max(500),
});

export const pricingServer = defineServer(pricingContract, {
  resources: [
    serve(priceList, {
      derive: deriveList,
      check: checkList,
      verbs: { activate: nothingElse, archive: nothingElse, reopen: nothingElse },
    }),
    serve(price, { complete: completePrice, check: checkPrice }),
    serve(priceChange, { check: checkPriceChange, verbs: { apply: applyChange, undo: undoChange } }),
  ],
  jobs: [priceChangeJob],
  routes: [
    defineRoute({
      method: 'GET',
      path: '/pricing/price',
      access: readsPrices,
      summary: 'What a variant costs a customer in a quantity on a day, and why',
      query: z.strictObject({
        variant: digits,
        customer: digits.optional(),
        quantity: z.string().max(30).optional(),
        date: z.iso.date().optional(),
        channel: z.enum(channels).optional(),
        tier: digits.optional(),
      }),
      handle: async (ctx, { query }) => ({ body: await answerPrice(ctx, query) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/pricing/history',
      access: readsPrices,
      summary: 'All changes of the prices of a variant, and what held on a day',
      query: z.strictObject({ variant: digits, day: z.iso.date().optional() }),
      handle: async (ctx, { query: { variant, day } }) => ({
        body: await priceHistory(ctx, Number(variant), day ?? businessDate(ctx.app.clock())),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/pricing/lists/:id/prices',
      access: { permission: `${price.name}:update` },
      summary: 'Saves prices of a list as they were entered in its grid, all or nothing',
      body: entered,
      handle: async (ctx, { params, body }) => ({
        body: await enterPrices(ctx, idOf(params), body as EnteredPrices),
      }),
    }),
    defineRoute({
      method: 'GET',
      path: '/pricing/changes/:id/preview',
      access: { permission: `${priceChange.name}:read` },
      summary: 'Before and after of every price that a mass change sets or has set',
      query: z.strictObject({ from: digits.optional(), limit: digits.optional() }),
      handle: async (ctx, { params, query }) => ({
        body: await previewChange(ctx, idOf(params), {
          from: Number(query.from ?? 0),
          limit: Math.min(Number(query.limit ?? 100), 500),
        }),
      }),
    }),
  ],
});
