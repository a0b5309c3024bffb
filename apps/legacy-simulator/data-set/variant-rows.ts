import type { FamilyPlan } from './family-rows.ts';
import { type AttributeType, stampAttributes } from './legacy-row.ts';
import { drawPrices, type LegacyPrices, samplePrices } from './prices.ts';
import { drawDate, type RowWrapper, wrapRow } from './row-stamps.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * `Artikel_Variante`: note the upper-case `Aktiv` and `Release_Date`. `Gewicht` is grams, `Masse_*` are millimetres,
 * `refOld` is the `ID_Artikel_Stamm` by which the stock tables refer to the variant.
 */
export type VariantRow = RowWrapper & {
  UUID: string;
  UID: string;
  Familie_: string | null;
  Nummer: string | null;
  alteNummer: string;
  fk_ArtNr: string;
  ArtikelArt: string;
  refOld: string;
  Bezeichnung: string;
  Bezeichnung_ENG: string;
  Bez_kurz: string;
  Gewicht: number;
  Masse_Breite: number;
  Masse_Hoehe: number;
  Masse_Tiefe: number;
  Farbe: string;
  Groesse: string;
  Preise: LegacyPrices | Record<string, never> | null;
  Verkaufsartikel: boolean;
  Release_Date: string;
  Auslaufdatum: string;
  Aktiv: boolean;
};

export const variantAttributes: Record<string, AttributeType> = {
  ...stampAttributes,
  UUID: 'string',
  UID: 'string',
  Familie_: 'string',
  Nummer: 'string',
  alteNummer: 'string',
  fk_ArtNr: 'string',
  ArtikelArt: 'string',
  refOld: 'string',
  Bezeichnung: 'string',
  Bezeichnung_ENG: 'string',
  Bez_kurz: 'string',
  Gewicht: 'number',
  Masse_Breite: 'number',
  Masse_Hoehe: 'number',
  Masse_Tiefe: 'number',
  Farbe: 'string',
  Groesse: 'string',
  Preise: 'object',
  Verkaufsartikel: 'bool',
  Release_Date: 'date',
  Auslaufdatum: 'date',
  Aktiv: 'bool',
};

interface Finish {
  code: string;
  german: string;
  english: string;
  /** Share of the painted figure's price. */
  price: number;
}

/** Only BE and BL are documented; the others are made up in their manner. */
export const finishes: readonly Finish[] = [
  { code: 'BE', german: 'bemalt', english: 'painted', price: 1 },
  { code: 'BL', german: 'blank', english: 'plain', price: 0.55 },
  { code: 'BUE', german: 'beidseitig bemalt', english: 'painted on both sides', price: 1.3 },
  { code: 'AZ', german: 'Altzinn', english: 'antique pewter', price: 0.6 },
  { code: 'VG', german: 'vergoldet', english: 'gilded', price: 1.5 },
  { code: 'VS', german: 'versilbert', english: 'silver-plated', price: 1.4 },
  { code: 'BR', german: 'brüniert', english: 'burnished', price: 0.65 },
  { code: 'BZ', german: 'bronziert', english: 'bronzed', price: 0.7 },
];

/** Numbers of variants that the reference material names, by their old number. */
const fixedVariants: Record<string, { number: string; refOld?: string; prices?: LegacyPrices }> = {
  '11400-BE': { number: '803721', refOld: '18497', prices: samplePrices },
  '11400-BL': { number: '731671' },
  '10877-BE': { number: '807130' },
};

const colours = ['bunt', 'rot', 'grün', 'blau', 'weiß', 'gold', ''] as const;
const sizeNames = ['klein', 'mittel', 'groß', ''] as const;

/** What a variant takes from its family, whether the family exists or not. */
export type VariantOrigin = Pick<FamilyPlan, 'base' | 'name' | 'firstFinish'> & { key: string; grams: number };

/** Draws the sources of running numbers that all variants share. */
export interface VariantNumbers {
  drawNumber: () => string;
  drawReference: () => string;
}

/** Builds the `index`-th variant of a family; beyond the eight finishes their codes are numbered ("BE2"). */
export function buildVariant(
  origin: VariantOrigin,
  index: number,
  numbers: VariantNumbers,
  random: SeededRandom,
): VariantRow {
  const finish = finishAt(origin.firstFinish + index);
  const oldNumber = `${origin.base}-${finish.code}`;
  const fixed = fixedVariants[oldNumber];
  const key = random.hexKey();
  const grams = Math.round(origin.grams * (0.95 + random.next() * 0.1) * 10) / 10;
  return {
    ...wrapRow(key, random),
    UUID: key,
    UID: random.hexKey(),
    Familie_: origin.key,
    Nummer: fixed?.number ?? numbers.drawNumber(),
    alteNummer: oldNumber,
    fk_ArtNr: origin.base,
    ArtikelArt: finish.code,
    refOld: fixed?.refOld ?? numbers.drawReference(),
    Bezeichnung: `${origin.name.german}, ${finish.german}`,
    Bezeichnung_ENG: `${origin.name.english}, ${finish.english}`,
    Bez_kurz: origin.name.german.slice(0, 24),
    Gewicht: grams,
    Masse_Breite: random.integer(12, 120),
    Masse_Hoehe: random.integer(18, 140),
    Masse_Tiefe: random.integer(2, 30),
    Farbe: random.pick(colours),
    Groesse: random.pick(sizeNames),
    Preise: fixed?.prices ?? drawPrices(grams, finish.price, random),
    Verkaufsartikel: random.chance(0.95),
    Release_Date: drawDate(random, 1995, 2025, 0.25),
    Auslaufdatum: drawDate(random, 2019, 2026, 0.9),
    Aktiv: random.chance(0.9),
  };
}

function finishAt(index: number): Finish {
  const finish = finishes[index % finishes.length];
  if (finish === undefined) throw new RangeError('no finishes');
  const round = Math.floor(index / finishes.length) + 1;
  return round === 1 ? finish : { ...finish, code: `${finish.code}${round}` };
}
