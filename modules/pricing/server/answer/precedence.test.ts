import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertPrice, reducePrice } from './convert-price.ts';
import { decidePrice, type PriceFacts, priceBreaks } from './decide-price.ts';
import { byPrecedence, type Candidate, compareCandidates, type ListFacts, startOf, whyNot } from './precedence.ts';

const day = fc.constantFrom(null, '2026-01-01', '2026-06-01', '2026-12-01');
const list = fc.record<ListFacts>({
  id: fc.nat(20),
  code: fc.constant('L'),
  name: fc.constant({ de: 'L', en: 'L' }),
  taxIncluded: fc.boolean(),
  channel: fc.constantFrom('any', 'b2b', 'b2c'),
  audience: fc.constantFrom('everyone', 'tier', 'customer'),
  priceTier: fc.constant(null),
  customer: fc.constant(null),
  priority: fc.nat(2),
  allowsDiscount: fc.boolean(),
  validFrom: day,
  validTo: day,
});
const candidate = fc
  .record({
    id: fc.nat(1000),
    list,
    subject: fc.constantFrom('variant' as const, 'product' as const, 'category' as const),
    distance: fc.nat(3),
    amount: fc.nat(1_000_000),
    isDiscount: fc.boolean(),
    minQuantity: fc.constantFrom(0, 1_000_000, 10_000_000),
    validFrom: day,
    validTo: day,
  })
  .map(({ amount, isDiscount, subject, distance, ...rest }): Candidate => {
    const reduces = isDiscount || subject === 'category';
    return {
      ...rest,
      subject,
      distance: subject === 'category' ? distance : 0,
      price: reduces ? null : amount,
      discount: reduces ? amount : null,
    };
  });
const candidates = fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 12 });
const facts = (found: readonly Candidate[], more: Partial<PriceFacts> = {}): PriceFacts => ({
  quantity: 1_000_000,
  date: '2026-07-01',
  channel: 'b2b',
  priceType: 'trade',
  taxIncluded: false,
  taxPercent: 190_000,
  basePrice: 178_000,
  discount: null,
  candidates: found,
  ...more,
});

describe('the precedence of prices', () => {
  it('is total: of two different prices one always goes first, and the other never does', () => {
    fc.assert(
      fc.property(candidate, candidate, (a, b) => {
        fc.pre(a.id !== b.id);
        const [there, back] = [compareCandidates(a, b), compareCandidates(b, a)];
        expect(there?.order).toBe(-(back?.order ?? 0));
        expect(there?.by).toBe(back?.by);
      }),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(candidate, candidate, candidate, (a, b, c) => {
        fc.pre(byPrecedence(a, b) <= 0 && byPrecedence(b, c) <= 0);
        expect(byPrecedence(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is deterministic: the price does not depend on the order in which the prices are found', () => {
    fc.assert(
      fc.property(candidates, fc.infiniteStream(fc.nat()), (found, random) => {
        const keyed = found.map((one) => ({ one, key: random.next().value ?? 0 }));
        const mixed = keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
        const [first, second] = [decidePrice(facts(found)), decidePrice(facts(mixed))];
        expect(second.price).toBe(first.price);
        expect(second.steps).toEqual(first.steps);
        expect(new Set(second.losers.map((loser) => loser.candidate.id))).toEqual(
          new Set(first.losers.map((loser) => loser.candidate.id)),
        );
      }),
    );
  });

  it('accounts for every price: each one is a step or has lost by something', () => {
    fc.assert(
      fc.property(candidates, (found) => {
        const { steps, losers } = decidePrice(facts(found));
        const used = steps.flatMap((step) => ('candidate' in step ? [step.candidate.id] : []));
        const all = [...new Set([...used, ...losers.map((loser) => loser.candidate.id)])].sort((a, b) => a - b);
        expect(all).toEqual(found.map(({ id }) => id).sort((a, b) => a - b));
      }),
    );
  });

  it('never takes a price that does not hold', () => {
    fc.assert(
      fc.property(candidates, (found) => {
        const asked = facts(found);
        for (const step of decidePrice(asked).steps)
          if ('candidate' in step) {
            expect(whyNot(step.candidate, asked)).toBeNull();
            expect(startOf(step.candidate) <= asked.date).toBe(true);
          }
      }),
    );
  });

  it('the breaks say the same as asking for their quantities', () => {
    fc.assert(
      fc.property(candidates, fc.nat(30_000_000), (found, quantity) => {
        const asked = facts(found, { quantity });
        const last = priceBreaks(asked)
          .filter(({ from }) => from <= quantity)
          .at(-1);
        expect(last?.price).toBe(decidePrice(asked).price);
      }),
    );
  });
});

describe('net and gross', () => {
  it('is exact: a gross price in cents comes back from its net price', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.constantFrom(70_000, 190_000, 200_000), (cents, tax) => {
        const gross = cents * 100;
        const net = convertPrice(gross, true, false, tax);
        expect(Number.isSafeInteger(net)).toBe(true);
        const back = convertPrice(net, false, true, tax);
        expect(Math.round(back / 100)).toBe(cents);
      }),
    );
  });

  it.each([
    [178_000, false, true, 190_000, 211_800],
    [395_000, true, false, 190_000, 331_933],
    [125, false, true, 190_000, 149],
    [100, false, true, 0, 100],
    [100, true, true, 190_000, 100],
  ])('%d from %s to %s at %d is %d', (amount, from, to, tax, expected) => {
    expect(convertPrice(amount, from, to, tax)).toBe(expected);
  });

  it('a discount leaves whole cents where there were whole cents', () => {
    expect(reducePrice(178_000, 50_000)).toBe(169_100);
    expect(reducePrice(12_300, 33_330)).toBe(11_900);
    expect(reducePrice(125, 100_000)).toBe(113);
  });
});
