import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentTotals, lineAmount } from './document-totals.ts';

const euro = 10_000;
const percent = 10_000;
const piece = 1_000_000;

/** An oracle in BigInt that shares no code: half away from zero on exact fractions. */
const round = (numerator: bigint, denominator: bigint): bigint => (numerator * 2n + denominator) / (denominator * 2n);
function oracle(
  lines: { quantity: number; price: number; discount: number; taxPercent: number }[],
  taxIncluded: boolean,
) {
  const cents = new Map<number, bigint>();
  for (const { quantity, price, discount, taxPercent } of lines) {
    // The price × quantity is rounded to ten-thousandths first, as money has four decimals, then to cents.
    const amount = round(round(BigInt(price) * BigInt(quantity), 1_000_000n), 100n);
    const off = round(round(amount * 100n * BigInt(discount), 1_000_000n), 100n);
    cents.set(taxPercent, (cents.get(taxPercent) ?? 0n) + amount - off);
  }
  let net = 0n;
  let tax = 0n;
  for (const [rate, total] of cents) {
    const base = taxIncluded ? 1_000_000n + BigInt(rate) : 1_000_000n;
    const part = round(round(total * 100n * BigInt(rate), base), 100n);
    tax += part;
    net += taxIncluded ? total - part : total;
  }
  return { net: Number(net) * 100, tax: Number(tax) * 100 };
}

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 5_000 }).map((n) => n * (piece / 10)),
  price: fc.integer({ min: 0, max: 2_000_000 }),
  discount: fc.integer({ min: 0, max: 50 }).map((n) => n * percent),
  taxPercent: fc.constantFrom(19 * percent, 7 * percent, 0),
});

describe('documentTotals', () => {
  it('adds tax per rate on the sum, net prices', () => {
    const lines = [
      { quantity: 3 * piece, price: 17.8 * euro, discount: 0, taxPercent: 19 * percent },
      { quantity: 1 * piece, price: 10 * euro, discount: 10 * percent, taxPercent: 7 * percent },
    ];
    expect(documentTotals(lines, false)).toMatchObject({
      netTotal: 624_000,
      taxTotal: 107_800,
      grossTotal: 731_800,
    });
  });

  it('takes tax out of gross prices', () => {
    expect(
      documentTotals([{ quantity: 2 * piece, price: 39.5 * euro, discount: null, taxPercent: 19 * percent }], true),
    ).toMatchObject({
      grossTotal: 79 * euro,
      taxTotal: 126_100,
      netTotal: 663_900,
    });
  });

  it('net + tax = gross and Σ lines = total, against an independent oracle (money property)', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.boolean(), (lines, taxIncluded) => {
        const totals = documentTotals(lines, taxIncluded);
        const expected = oracle(lines, taxIncluded);
        expect(totals.netTotal + totals.taxTotal).toBe(totals.grossTotal);
        expect({ net: totals.netTotal, tax: totals.taxTotal }).toEqual(expected);
        expect(taxIncluded ? totals.grossTotal : totals.netTotal).toBe(
          lines.reduce((sum, one) => sum + lineAmount(one), 0),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
