import type { Money, Quantity, Rate, Translated } from '#kernel/contract/index.ts';
import type { Channel, SubjectField } from '../../contract/index.ts';

export type Audience = 'everyone' | 'tier' | 'customer';

/** What of a price list decides. */
export interface ListFacts {
  id: number;
  code: string;
  name: Translated;
  taxIncluded: boolean;
  channel: Channel;
  audience: Audience;
  priceTier: number | null;
  customer: number | null;
  priority: number;
  allowsDiscount: boolean;
  validFrom: string | null;
  validTo: string | null;
}

/** A price or a discount that might hold. */
export interface Candidate {
  id: number;
  list: ListFacts;
  subject: SubjectField;
  /** Categories between that of the variant and that of the price. */
  distance: number;
  price: Money | null;
  discount: Rate | null;
  minQuantity: Quantity;
  validFrom: string | null;
  validTo: string | null;
}

const audiences: Record<Audience, number> = { everyone: 0, tier: 1, customer: 2 };
const subjects: Record<SubjectField, number> = { variant: 2, product: 1, category: 0 };

/** Both a list and its price have a first day; the later one counts. */
export const startOf = ({ list, validFrom }: Candidate): string =>
  [list.validFrom ?? '', validFrom ?? ''].sort()[1] ?? '';

/** What is compared, in this order; the higher value goes first. */
const criteria = [
  ['audience', ({ list }) => audiences[list.audience]],
  ['subject', ({ subject, distance }) => subjects[subject] * 1000 - distance],
  ['quantity', ({ minQuantity }) => minQuantity],
  ['start', startOf],
  ['priority', ({ list }) => list.priority],
  // Nothing tells them apart: the one entered last.
  ['entry', ({ id }) => id],
] as const satisfies readonly (readonly [string, (candidate: Candidate) => number | string])[];
export type Criterion = (typeof criteria)[number][0];

/** By what `a` and `b` differ first, and which goes first (negative: `a`); null for one and the same. */
export function compareCandidates(a: Candidate, b: Candidate): { order: number; by: Criterion } | null {
  for (const [by, value] of criteria) {
    const [left, right] = [value(a), value(b)];
    if (left !== right) return { order: left > right ? -1 : 1, by };
  }
  return null;
}

export const byPrecedence = (a: Candidate, b: Candidate): number => compareCandidates(a, b)?.order ?? 0;

export type Ineligible = 'channel' | 'notYet' | 'expired' | 'tooFew';

/** Why a candidate cannot hold at all; null where it can. */
export function whyNot(
  candidate: Candidate,
  ask: { channel: Channel | null; date: string; quantity: Quantity },
): Ineligible | null {
  const { list, validTo, minQuantity } = candidate;
  if (list.channel !== 'any' && list.channel !== ask.channel) return 'channel';
  if (startOf(candidate) > ask.date) return 'notYet';
  if ((validTo !== null && validTo < ask.date) || (list.validTo !== null && list.validTo < ask.date)) return 'expired';
  return minQuantity > ask.quantity ? 'tooFew' : null;
}
