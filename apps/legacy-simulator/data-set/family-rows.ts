import { openBaseSkuPool } from './article-numbers.ts';
import { type FigureName, nameFigures } from './figure-names.ts';
import { type AttributeType, stampAttributes } from './legacy-row.ts';
import { drawDate, type RowWrapper, wrapRow } from './row-stamps.ts';
import { openRandom, type SeededRandom } from './seeded-random.ts';

/** `Artikel_Familie`: note the lower-case `aktiv` and `Release_date`. `Gewicht` is grams. */
export type FamilyRow = RowWrapper & {
  UUID: string;
  UID: string;
  Nummer: string | null;
  Bezeichnung: string;
  Bezeichnung_ENG: string;
  Beschreibung: string | null;
  Beschreibung_ENG: string | null;
  Beschreibung_kurz: string | null;
  Beschreibung_kurz_ENG: string | null;
  Gewicht: number;
  ArtGr: string;
  Haengend: boolean;
  Einseitig: boolean;
  Release_date: string;
  Neu: boolean;
  aktiv: boolean;
};

/** A family with what its variants need: the base number of the old scheme and the figure's name. */
export interface FamilyPlan {
  row: FamilyRow;
  base: string;
  /** The first entry of the list of finishes that its variants use. */
  firstFinish: number;
  name: FigureName;
  fixed: boolean;
}

export const familyAttributes: Record<string, AttributeType> = {
  ...stampAttributes,
  UUID: 'string',
  UID: 'string',
  Nummer: 'string',
  Bezeichnung: 'string',
  Bezeichnung_ENG: 'string',
  Beschreibung: 'string',
  Beschreibung_ENG: 'string',
  Beschreibung_kurz: 'string',
  Beschreibung_kurz_ENG: 'string',
  Gewicht: 'number',
  ArtGr: 'string',
  Haengend: 'bool',
  Einseitig: 'bool',
  Release_date: 'date',
  Neu: 'bool',
  aktiv: 'bool',
};

interface FixedFamily {
  number?: string;
  key?: string;
  base: string;
  name: FigureName;
}

/** Families that the reference material names by number, key or the old numbers of their variants. */
const fixedFamilies: FixedFamily[] = [
  { number: '503011', base: '11400', name: { german: 'Löwe, stehend', english: 'Lion, standing', group: 'Tiere' } },
  {
    number: '912859',
    key: '7464FEB39C516942B01E62F44B1ED454',
    base: '10877',
    name: { german: 'Ritter zu Pferd, mit Lanze', english: 'Knight on horseback, with lance', group: 'Ritter' },
  },
  {
    number: '910669',
    base: 'KS-17',
    name: { german: 'Christbaumanhänger, Stern', english: 'Christmas tree pendant, star', group: 'Weihnachten' },
  },
  {
    base: '4108W',
    name: { german: 'Weihnachtsmann, auf Schlitten', english: 'Father Christmas, on a sleigh', group: 'Weihnachten' },
  },
  {
    base: '9305BUE',
    name: { german: 'Gänseliesel, am Brunnen', english: 'Goose girl, at the well', group: 'Märchen' },
  },
];

/** Builds `count` families in good order, the fixed ones first. The traps are planted later. */
export function planFamilies(seed: number, count: number, drawNumber: () => string): FamilyPlan[] {
  const random = openRandom(seed, 'Artikel_Familie');
  const taken = new Set(fixedFamilies.map((family) => family.name.german));
  const names = nameFigures(count - fixedFamilies.length, taken, openRandom(seed, 'names'));
  const drawBase = openBaseSkuPool(count, openRandom(seed, 'base numbers'));
  const generated = names.map((name) => ({ base: drawBase(), name }));
  return [...fixedFamilies, ...generated].map((family: FixedFamily, index) => ({
    row: buildFamily(family, drawNumber, random),
    base: family.base,
    firstFinish: 0,
    name: family.name,
    fixed: index < fixedFamilies.length,
  }));
}

function buildFamily(family: FixedFamily, drawNumber: () => string, random: SeededRandom): FamilyRow {
  const key = family.key ?? random.hexKey();
  const height = random.integer(18, 140);
  return {
    ...wrapRow(key, random),
    UUID: key,
    UID: random.hexKey(),
    Nummer: family.number ?? drawNumber(),
    Bezeichnung: family.name.german,
    Bezeichnung_ENG: family.name.english,
    ...describe(family.name, height, random),
    Gewicht: Math.round(height * (0.3 + random.next() * 0.5) * 10) / 10,
    ArtGr: random.chance(0.05) ? '' : family.name.group,
    Haengend: family.name.german.includes('anhänger') || random.chance(0.1),
    Einseitig: random.chance(0.3),
    Release_date: drawDate(random, 1995, 2025, 0.2),
    Neu: random.chance(0.04),
    aktiv: random.chance(0.92),
  };
}

/** Long texts separate their lines by a carriage return, as all text of the legacy system does. */
function describe(name: FigureName, height: number, random: SeededRandom) {
  const english = random.chance(0.85);
  return {
    Beschreibung: `${name.german}. Von Hand gegossen aus bleifreiem Zinn.\rHöhe etwa ${height} mm. Gruppe „${name.group}“.`,
    Beschreibung_ENG: english ? `${name.english}. Cast by hand in lead-free pewter.\rHeight about ${height} mm.` : '',
    Beschreibung_kurz: `Zinnfigur „${name.german}“`,
    Beschreibung_kurz_ENG: english ? `Pewter figure "${name.english}"` : '',
  };
}
