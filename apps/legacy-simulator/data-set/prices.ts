import type { LegacyAttributes, LegacyValue } from './legacy-row.ts';
import type { SeededRandom } from './seeded-random.ts';

/** One entry of `Preise.Coll`. `Preis` is a float in EUR; the traps put null and words there. */
export type LegacyPrice = LegacyAttributes & { Art: string; Preis: LegacyValue; VE: number | null };

export type LegacyPrices = { Coll: LegacyPrice[] };

/** The documented sample, carried by variant 803721. */
export const samplePrices: LegacyPrices = {
  Coll: [
    { Art: 'Laden', Preis: 39.5, VE: 1 },
    { Art: 'Handel', Preis: 17.8, VE: 1 },
    { Art: 'Empf.', Preis: 34.5, VE: 1 },
    { Art: 'Einkauf', Preis: 6.6, VE: 1 },
  ],
};

/** The four prices of a figure of `grams`; `factor` is the finish's share of the painted price. */
export function drawPrices(grams: number, factor: number, random: SeededRandom): LegacyPrices {
  const cents = (4.5 + grams * 0.62) * factor * (0.8 + random.next() * 0.5) * 100;
  const retail = Math.max(190, Math.round(cents / 50) * 50 - random.pick([0, 0, 10]));
  const packing = random.chance(0.06) ? random.pick([5, 10, 12]) : 1;
  return {
    Coll: [
      { Art: 'Laden', Preis: retail / 100, VE: 1 },
      { Art: 'Handel', Preis: tenths(retail * 0.45), VE: packing },
      { Art: 'Empf.', Preis: tenths(retail * 0.87), VE: 1 },
      { Art: 'Einkauf', Preis: tenths(retail * 0.167), VE: 1 },
    ],
  };
}

function tenths(cents: number): number {
  return Math.round(cents / 10) / 10;
}

/** The same prices in another order and with other cases of `Art`: readers must match by name, ignoring case. */
export function disorderPrices(prices: LegacyPrices, random: SeededRandom): LegacyPrices {
  const [first, ...rest] = prices.Coll;
  const shuffled = first ? [...random.shuffle(rest), first] : [];
  const upper = random.chance(0.5);
  return {
    Coll: shuffled.map((price) => ({ ...price, Art: upper ? price.Art.toUpperCase() : price.Art.toLowerCase() })),
  };
}

/** The same prices with the price of one kind replaced. */
export function withPrice(prices: LegacyPrices, kind: string, value: LegacyValue): LegacyPrices {
  return { Coll: prices.Coll.map((price) => (price.Art === kind ? { ...price, Preis: value } : price)) };
}
