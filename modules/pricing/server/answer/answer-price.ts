import { kernelErrors, parseDecimal } from '#kernel/contract/index.ts';
import { type Ctx, demand } from '#kernel/server/ctx.ts';
import { visibleRows } from '#kernel/server/read.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { customer } from '#modules/party/contract/index.ts';
import type { Channel, Explanation } from '../../contract/index.ts';
import { basePricesOn, variantHistory } from '../history/base-prices-on.ts';
import { Explainer } from './explain-price.ts';
import { type PriceAsk, pricesFor } from './prices-for.ts';

export interface PriceQuestion {
  variant: string;
  customer?: string | undefined;
  quantity?: string | undefined;
  date?: string | undefined;
  channel?: Channel | undefined;
  tier?: string | undefined;
}

/** 404 for a record that is not there, or not in the asker's sight. */
async function refuseHidden(ctx: Ctx, resource: { name: string }, id: number): Promise<void> {
  demand(ctx, `${resource.name}:read`);
  if ((await visibleRows(ctx, ctx.app.served(resource.name), [id])).length === 0) throw kernelErrors.notFound();
}

/** One price with its explanation; for a past day with the base prices of that day. */
export async function answerPrice(ctx: Ctx, question: PriceQuestion): Promise<Explanation> {
  const today = businessDate(ctx.app.clock());
  const quantity = parseDecimal(question.quantity ?? '1', 'quantity');
  if (quantity === null || quantity <= 0)
    throw kernelErrors.invalidInput({}, [{ path: 'quantity', code: 'kernel.notADecimal' }]);
  const ask: PriceAsk = {
    variant: Number(question.variant),
    customer: question.customer === undefined ? null : Number(question.customer),
    quantity,
    date: question.date ?? today,
    ...(question.channel && { channel: question.channel }),
    ...(question.tier && { tier: Number(question.tier) }),
  };
  await refuseHidden(ctx, variant, ask.variant);
  if (ask.customer !== null) await refuseHidden(ctx, customer, ask.customer);
  const basePrices =
    ask.date < today
      ? new Map([[ask.variant, await basePricesOn(ctx, ask.variant, ask.date, await variantHistory(ctx, ask.variant))]])
      : undefined;
  const [found] = await pricesFor(ctx, [ask], basePrices && { basePrices });
  if (!found) throw kernelErrors.notFound();
  return new Explainer(ctx).explain(ask, found);
}
