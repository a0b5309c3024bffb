import type { FamilyPlan } from './family-rows.ts';
import { openTrapPool } from './plant-family-traps.ts';
import { disorderPrices, type LegacyPrices, withPrice } from './prices.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { TrapCounts, Traps } from './traps.ts';
import type { VariantRow } from './variant-rows.ts';

/** A variant with whole prices, and the family it was built for. */
export interface PlannedVariant {
  row: VariantRow;
  family: FamilyPlan;
}

type Take = (count: number) => PlannedVariant[];

/**
 * Plants the traps of variants. `free` holds at most one variant per family, so that no two traps meet in one family
 * and old numbers stay unique where they are not meant to be shared.
 */
export function plantVariantTraps(
  free: PlannedVariant[],
  counts: TrapCounts,
  traps: Traps,
  random: SeededRandom,
): Take {
  const take = openTrapPool(free, random);
  plantNumberTraps(take, counts, traps);
  plantPriceTraps(take, counts, traps, random);
  return take;
}

/** Empties `Familie_` of one variant in each of the first old-style families. */
export function plantEmptyKeys(variants: PlannedVariant[], counts: TrapCounts, traps: Traps): void {
  for (const family of traps.families.oldStyleNumber.slice(0, counts.keyEmpty)) {
    const victim = variants.find((variant) => variant.row.Familie_ === family);
    if (!victim) throw new RangeError('an old-style family has no variants');
    victim.row.Familie_ = traps.variants.keyEmpty.length % 3 === 2 ? null : '';
    traps.variants.keyEmpty.push({ variant: victim.row.__KEY, family });
  }
}

function plantNumberTraps(take: Take, counts: TrapCounts, traps: Traps): void {
  const { variants } = traps;
  take(counts.missingNumber).forEach(({ row }, index) => {
    row.Nummer = index % 3 === 2 ? null : '';
    variants.missingNumber.push(row.__KEY);
  });
  for (const { row } of take(counts.withoutOldNumber)) {
    row.alteNummer = '';
    variants.withoutOldNumber.push(row.__KEY);
  }
  for (const { row, family } of take(counts.oldNumberWithoutHyphen)) {
    row.alteNummer = family.base.replaceAll('-', '');
    variants.oldNumberWithoutHyphen.push(row.__KEY);
  }
  for (let pair = 0; pair < counts.sharedOldNumber; pair++) {
    const [first, second] = take(2) as [PlannedVariant, PlannedVariant];
    second.row.alteNummer = first.row.alteNummer;
    variants.sharedOldNumber.push([first.row.__KEY, second.row.__KEY]);
  }
}

function plantPriceTraps(take: Take, counts: TrapCounts, traps: Traps, random: SeededRandom): void {
  const plant = (count: number, list: string[], change: (prices: LegacyPrices) => VariantRow['Preise']) => {
    for (const { row } of take(count)) {
      row.Preise = change(row.Preise as LegacyPrices);
      list.push(row.__KEY);
    }
  };
  const { variants } = traps;
  plant(counts.pricesNull, variants.pricesNull, () => null);
  plant(counts.pricesWithoutColl, variants.pricesWithoutColl, () => ({}));
  plant(counts.priceNull, variants.priceNull, (prices) => withPrice(prices, 'Handel', null));
  plant(counts.packingNull, variants.packingNull, (prices) => ({
    Coll: prices.Coll.map((price) => ({ ...price, VE: null })),
  }));
  plant(counts.priceKindMissing, variants.priceKindMissing, (prices) => ({
    Coll: prices.Coll.filter((price) => price.Art !== 'Empf.'),
  }));
  plant(counts.priceZero, variants.priceZero, (prices) => withPrice(prices, 'Laden', 0));
  // What 4D's real arithmetic leaves of 8.15.
  plant(counts.priceWithBinaryNoise, variants.priceWithBinaryNoise, (prices) =>
    withPrice(prices, 'Laden', 8.149999999999999),
  );
  plant(counts.pricesDisordered, variants.pricesDisordered, (prices) => disorderPrices(prices, random));
}

const wordsForPrices = ['auf Anfrage', '12,5O', 'siehe Liste'] as const;

/** Breaks variants beyond repair by rule; all of them keep the key of an existing family. */
export function plantBrokenVariants(take: Take, counts: TrapCounts, traps: Traps): void {
  const table = 'Artikel_Variante';
  take(counts.withoutAnyNumber).forEach(({ row }, index) => {
    row.Nummer = index === 0 ? null : '';
    row.alteNummer = '';
    traps.broken.push({ table, key: row.__KEY, reason: 'withoutAnyNumber' });
  });
  for (let pair = 0; pair < counts.duplicateNumber; pair++) {
    const [first, second] = take(2) as [PlannedVariant, PlannedVariant];
    second.row.Nummer = first.row.Nummer;
    traps.broken.push({ table, key: second.row.__KEY, reason: 'duplicateNumber', twin: first.row.__KEY });
  }
  take(counts.priceNotANumber).forEach(({ row }, index) => {
    const word = wordsForPrices[index % wordsForPrices.length] ?? '';
    row.Preise = withPrice(row.Preise as LegacyPrices, 'Handel', word);
    traps.broken.push({ table, key: row.__KEY, reason: 'priceNotANumber' });
  });
}
