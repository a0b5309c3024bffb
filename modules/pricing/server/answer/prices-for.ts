import type { Quantity, Rate } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import type { BasePrice, Channel } from '../../contract/index.ts';
import { decidePrice, type PriceBreak, type PriceDecision, type PriceFacts, priceBreaks } from './decide-price.ts';
import {
  type CandidatesOf,
  type CustomerTerms,
  loadCandidates,
  loadLists,
  loadTerms,
  loadVariants,
  type Terms,
  type TierTerms,
  type VariantFacts,
} from './load-facts.ts';
import type { ListFacts } from './precedence.ts';

/** What does this variant cost this customer, in this quantity, on this day? */
export interface PriceAsk {
  variant: number;
  /** Null: somebody unknown, by the channel: a consumer in shop and till, else a dealer. */
  customer: number | null;
  /** Millionths of the variant's base unit. */
  quantity: Quantity;
  /** ISO day. */
  date: string;
  /** Default: b2b for companies, b2c for consumers. */
  channel?: Channel;
  /** Another tier than the customer's own. */
  tier?: number;
}

export interface PriceAnswer extends PriceDecision {
  sku: string;
  channel: Channel | null;
  /** Whether price and finalPrice contain the tax. */
  taxIncluded: boolean;
  taxPercent: Rate;
  /** How the price depends on the quantity; reckoned when it is asked for. */
  breaks(): PriceBreak[];
}

/** What the caller has at hand already need not be read again. */
export interface KnownTerms {
  customers?: ReadonlyMap<number, CustomerTerms>;
  tiers?: ReadonlyMap<number, TierTerms>;
  /** Base prices of another day, by variant. */
  basePrices?: ReadonlyMap<number, VariantFacts['base']>;
}

const consumers: readonly (Channel | undefined)[] = ['b2c', 'shop', 'till'];
const unique = (ids: readonly (number | null | undefined)[]): number[] =>
  [...new Set(ids.filter((id) => id !== null && id !== undefined))].sort((a, b) => a - b);

/** Bounded by the parameters that one statement may have. */
const mostAtOnce = 5000;

/**
 * The prices of many lines with the same few statements as of one: variants, customers with their tiers, lists, prices.
 * Answers stand in the order of the asks; null for a variant or customer that does not exist.
 */
export async function pricesFor(
  ctx: Ctx,
  asks: readonly PriceAsk[],
  known: KnownTerms = {},
): Promise<(PriceAnswer | null)[]> {
  const answers: (PriceAnswer | null)[] = [];
  for (const part of inParts(asks, mostAtOnce)) answers.push(...(await pricesOfPart(ctx, part, known)));
  return answers;
}

async function pricesOfPart(ctx: Ctx, asks: readonly PriceAsk[], known: KnownTerms): Promise<(PriceAnswer | null)[]> {
  const variants = await loadVariants(ctx, unique(asks.map(({ variant }) => variant)));
  const terms = await termsOf(ctx, asks, known);
  const open = asks.map((ask) => ({ ask, variant: variants.get(ask.variant), terms: termsFor(ask, terms) }));
  const lists = await loadLists(
    ctx,
    unique(open.map((one) => one.terms?.priceTier)),
    unique(asks.map(({ customer }) => customer)),
  );
  const candidates = await loadCandidates(ctx, lists, {
    variants: [...variants.keys()].sort((a, b) => a - b),
    products: unique([...variants.values()].map(({ product }) => product)),
    categories: unique([...variants.values()].map(({ category }) => category)),
  });
  return open.map(({ ask, variant, terms: whose }) =>
    variant && whose ? answer(ask, variant, whose, candidates, known) : null,
  );
}

async function termsOf(ctx: Ctx, asks: readonly PriceAsk[], known: KnownTerms): Promise<Terms> {
  const customers = new Map(known.customers);
  const tiers = new Map(known.tiers);
  const loaded = await loadTerms(
    ctx,
    unique(asks.map(({ customer }) => customer)).filter((id) => !customers.has(id)),
    unique(asks.map(({ tier }) => tier)).filter((id) => !tiers.has(id)),
  );
  for (const [id, one] of loaded.customers) customers.set(id, one);
  for (const [id, one] of loaded.tiers) tiers.set(id, one);
  return { customers, tiers };
}

interface AskTerms {
  priceTier: number | null;
  priceType: BasePrice;
  taxIncluded: boolean;
  discount: Rate | null;
  channel: Channel | null;
}

function termsFor({ customer, tier, channel }: PriceAsk, { customers, tiers }: Terms): AskTerms | null {
  const owner = customer === null ? undefined : customers.get(customer);
  if (customer !== null && !owner) return null;
  const priceTier = tier ?? owner?.priceTier ?? null;
  const found = priceTier === null ? undefined : tiers.get(priceTier);
  if (priceTier !== null && !found) return null;
  const isConsumer = consumers.includes(channel);
  return {
    priceTier,
    priceType: found?.priceType ?? (isConsumer ? 'retail' : 'trade'),
    taxIncluded: found?.taxIncluded ?? isConsumer,
    discount: owner?.discount ?? null,
    channel: channel ?? (owner ? (owner.type === 'company' ? 'b2b' : 'b2c') : null),
  };
}

const holdsFor = ({ audience, priceTier, customer }: ListFacts, ask: PriceAsk, tier: number | null): boolean =>
  audience === 'everyone' || (audience === 'tier' ? priceTier === tier : customer === ask.customer);

function answer(
  ask: PriceAsk,
  variant: VariantFacts,
  terms: AskTerms,
  all: CandidatesOf,
  { basePrices }: KnownTerms,
): PriceAnswer {
  const { priceTier, ...rest } = terms;
  const own = [`variant ${variant.id}`, `product ${variant.product}`, `category ${variant.category}`];
  const facts: PriceFacts = {
    ...rest,
    quantity: ask.quantity,
    date: ask.date,
    taxPercent: variant.taxPercent,
    basePrice: (basePrices?.get(variant.id) ?? variant.base)[terms.priceType],
    candidates: own.flatMap((key) => all.get(key) ?? []).filter(({ list }) => holdsFor(list, ask, priceTier)),
  };
  return {
    ...decidePrice(facts),
    sku: variant.sku,
    channel: terms.channel,
    taxIncluded: terms.taxIncluded,
    taxPercent: variant.taxPercent,
    breaks: () => priceBreaks(facts),
  };
}
