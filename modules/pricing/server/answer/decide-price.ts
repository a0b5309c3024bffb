import type { Money, Quantity, Rate } from '#kernel/contract/index.ts';
import type { BasePrice, Channel } from '../../contract/index.ts';
import { convertPrice, reducePrice } from './convert-price.ts';
import {
  byPrecedence,
  type Candidate,
  type Criterion,
  compareCandidates,
  type Ineligible,
  whyNot,
} from './precedence.ts';

/** Everything that decides a price; whoever has gathered it may ask as often as he likes. */
export interface PriceFacts {
  quantity: Quantity;
  date: string;
  channel: Channel | null;
  priceType: BasePrice;
  /** Whether the answer shall contain the tax. The base price is taken as the tier says. */
  taxIncluded: boolean;
  taxPercent: Rate;
  basePrice: Money | null;
  /** The customer's own discount. */
  discount: Rate | null;
  candidates: readonly Candidate[];
}

export type PriceStep =
  | { code: 'base'; priceType: BasePrice; amount: Money; taxIncluded: boolean }
  | { code: 'noBase'; priceType: BasePrice }
  | { code: 'everyonePrice' | 'tierPrice' | 'customerPrice'; candidate: Candidate }
  | { code: 'quantityBreak'; from: Quantity }
  | { code: 'listDiscount'; candidate: Candidate; amount: Money | null }
  | { code: 'toNet' | 'toGross'; taxPercent: Rate; amount: Money }
  | { code: 'customerDiscount'; discount: Rate; amount: Money }
  | { code: 'noCustomerDiscount'; candidate: Candidate }
  | { code: 'noPrice' };

/** A price that was not taken, and by what it lost. */
export interface Loser {
  candidate: Candidate;
  reason: Criterion | Ineligible;
}

export interface PriceDecision {
  price: Money | null;
  discount: Rate | null;
  finalPrice: Money | null;
  steps: PriceStep[];
  losers: Loser[];
}

const audienceStep = { everyone: 'everyonePrice', tier: 'tierPrice', customer: 'customerPrice' } as const;

/** What costs so much before tax and discount of the customer, and which steps led there. */
function unitPrice(facts: PriceFacts, top: Candidate | undefined, fixed: Candidate | undefined) {
  const { priceType, basePrice, taxPercent } = facts;
  const steps: PriceStep[] = [
    basePrice === null
      ? { code: 'noBase', priceType }
      : { code: 'base', priceType, amount: basePrice, taxIncluded: facts.taxIncluded },
  ];
  const noteBreak = ({ minQuantity }: Candidate) => {
    if (minQuantity > 0) steps.push({ code: 'quantityBreak', from: minQuantity });
  };
  let amount = basePrice;
  let taxIncluded = facts.taxIncluded;
  if (fixed) {
    amount = fixed.price;
    taxIncluded = fixed.list.taxIncluded;
    steps.push({ code: audienceStep[fixed.list.audience], candidate: fixed });
    noteBreak(fixed);
  }
  if (top && top !== fixed && top.discount !== null) {
    amount = amount === null ? null : reducePrice(amount, top.discount);
    steps.push({ code: 'listDiscount', candidate: top, amount });
    noteBreak(top);
  }
  if (amount !== null && taxIncluded !== facts.taxIncluded) {
    amount = convertPrice(amount, taxIncluded, facts.taxIncluded, taxPercent);
    steps.push({ code: facts.taxIncluded ? 'toGross' : 'toNet', taxPercent, amount });
  }
  return { amount, steps };
}

/**
 * The price, and how it came about. The first candidate by precedence wins; a discount reduces what would hold without it:
 * the next price behind it, else the base price. The customer's own discount comes last.
 */
export function decidePrice(facts: PriceFacts): PriceDecision {
  const losers: Loser[] = [];
  const able: Candidate[] = [];
  for (const candidate of facts.candidates) {
    const reason = whyNot(candidate, facts);
    if (reason) losers.push({ candidate, reason });
    else able.push(candidate);
  }
  able.sort(byPrecedence);
  const [top] = able;
  const fixed = able.find(({ price }) => price !== null);
  const { amount: price, steps } = unitPrice(facts, top, fixed);
  const lost = able.flatMap((candidate): Loser[] => {
    const compared = candidate === top || candidate === fixed || !top ? null : compareCandidates(top, candidate);
    return compared ? [{ candidate, reason: compared.by }] : [];
  });
  const isBarred = top !== undefined && !top.list.allowsDiscount;
  const discount = isBarred ? null : facts.discount || null;
  let finalPrice = price;
  if (price === null) steps.push({ code: 'noPrice' });
  else if (isBarred && facts.discount) steps.push({ code: 'noCustomerDiscount', candidate: top });
  else if (discount) {
    finalPrice = reducePrice(price, discount);
    steps.push({ code: 'customerDiscount', discount, amount: finalPrice });
  }
  return { price, discount, finalPrice, steps, losers: [...lost, ...losers] };
}

export interface PriceBreak {
  from: Quantity;
  price: Money | null;
  discount: Rate | null;
}

/** From which quantity on which price, the first from 0. */
export function priceBreaks(facts: PriceFacts): PriceBreak[] {
  const thresholds = [...new Set([0, ...facts.candidates.map(({ minQuantity }) => minQuantity)])].sort((a, b) => a - b);
  const found: PriceBreak[] = [];
  for (const from of thresholds) {
    const { price, discount } = decidePrice({ ...facts, quantity: from });
    const last = found.at(-1);
    if (!last || last.price !== price || last.discount !== discount) found.push({ from, price, discount });
  }
  return found;
}
