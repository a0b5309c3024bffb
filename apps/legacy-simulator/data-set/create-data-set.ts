import { openBaseSkuPool, openNumberPool } from './article-numbers.ts';
import { type FamilyPlan, familyAttributes, planFamilies } from './family-rows.ts';
import { type FigureName, nameFigures } from './figure-names.ts';
import type { LegacyRow, LegacyTable } from './legacy-row.ts';
import { plantBrokenFamilies, plantFamilyTraps, plantSharedBaseSkus } from './plant-family-traps.ts';
import { type PlannedVariant, plantBrokenVariants, plantEmptyKeys, plantVariantTraps } from './plant-variant-traps.ts';
import { openRandom, type SeededRandom } from './seeded-random.ts';
import { createSideTables } from './side-tables.ts';
import { emptyTraps, scaleTraps, type TrapCounts, type Traps } from './traps.ts';
import { buildVariant, finishes, type VariantNumbers, type VariantRow, variantAttributes } from './variant-rows.ts';

export interface DataSetOptions {
  seed?: number;
  families?: number;
  variants?: number;
  /** Whether some rows cannot be imported (`traps.broken`). Without them every row can. Default true. */
  broken?: boolean;
}

export interface LegacyDataSet {
  seed: number;
  tables: LegacyTable[];
  traps: Traps;
  /** What the source itself adds up to, whatever an import makes of it. */
  totals: {
    families: number;
    variants: number;
    /** Variants whose `Familie_` is the `__KEY` of a family. */
    linkedByKey: number;
    keyNotFound: number;
    keyEmpty: number;
    unknownFamilies: number;
  };
}

/**
 * Creates the article tables and some small ones; the same options give the same rows, byte for byte.
 *
 * How the full set adds up (1,571 families, 4,319 variants):
 * - 4,228 variants (97.89 %) have a `Familie_` that exists; 91 (2.11 %) do not: 84 name one of 47 unknown families
 *   (SKU 206627 among them), 7 have an empty `Familie_`.
 * - Each of those 7 has a base SKU that equals the `Nummer` of one family, so linking by base SKU gives 4,235; one
 *   placeholder for each of the 47 unknown families gives 4,319.
 * - 10 rows are broken, none of them among the 91 or the parent of a variant: 2 families (one without number, one
 *   with the number of another) and 8 variants (3 with neither number, 2 with the number of another, 3 with a price
 *   that is no number). An import that refuses all 8 creates 4,311 variants and links 4,220 of them by key (97.89 %
 *   too); `broken: false` leaves them whole and changes no other row, for the reference figures as they are.
 * - 219 families have no description. They, the swapped, and those that share a `UID` can be imported: 1,571
 *   families, or 1,569 when the broken ones are refused.
 *
 * `traps` names every row concerned. Other sizes scale the traps; they need at least 60 families and two variants per
 * family.
 *
 * @throws RangeError when the sizes are too small for the traps
 */
export function createDataSet(options: DataSetOptions = {}): LegacyDataSet {
  const { seed = 1, families: familyCount = 1571, variants: variantCount = 4319, broken = true } = options;
  if (familyCount < 60 || variantCount < 2 * familyCount) {
    throw new RangeError('the data set needs at least 60 families and two variants per family');
  }
  const counts = scaleTraps(familyCount, variantCount);
  const draft = draftArticles(seed, familyCount, variantCount, counts);
  plantTraps(draft, counts, broken, openRandom(seed, 'row traps'));
  const { families, linked, orphans, traps } = draft;
  const familyRows = families.map((family) => family.row);
  const variantRows = [...linked.map((variant) => variant.row), ...orphans];
  return {
    seed,
    tables: [
      {
        name: 'Artikel_Familie',
        key: 'UUID',
        attributes: familyAttributes,
        rows: orderRows(familyRows, traps, openRandom(seed, 'family order')),
      },
      {
        name: 'Artikel_Variante',
        key: 'UUID',
        attributes: variantAttributes,
        rows: orderRows(variantRows, traps, openRandom(seed, 'variant order')),
      },
      ...createSideTables(seed),
    ],
    traps,
    totals: {
      families: familyRows.length,
      variants: variantRows.length,
      linkedByKey: linked.length - counts.keyEmpty,
      keyNotFound: counts.keyNotFound,
      keyEmpty: counts.keyEmpty,
      unknownFamilies: counts.unknownFamilies,
    },
  };
}

/** The articles before they get the traps that live in single rows. */
interface Draft {
  families: FamilyPlan[];
  /** Families that stay without variants. */
  childless: Set<FamilyPlan>;
  /** Families that share a base SKU with another. */
  sharing: Set<FamilyPlan>;
  /** How many variants each of the other families has. */
  sizes: Map<FamilyPlan, number>;
  linked: PlannedVariant[];
  orphans: VariantRow[];
  traps: Traps;
}

function draftArticles(seed: number, familyCount: number, variantCount: number, counts: TrapCounts): Draft {
  const traps = emptyTraps();
  const drawNumber = openNumberPool(familyCount + variantCount, openRandom(seed, 'numbers'));
  const families = planFamilies(seed, familyCount, drawNumber);
  const { childless, sharing } = plantSharedBaseSkus(families, counts, traps, openRandom(seed, 'family traps'));
  const linkedCount = variantCount - counts.keyNotFound;
  const sizes = sizeFamilies(families, childless, sharing, linkedCount, openRandom(seed, 'sizes'));
  const numbers = { drawNumber, drawReference: openReferences() };
  const linked = buildLinkedVariants(sizes, numbers, openRandom(seed, 'Artikel_Variante'));
  const orphans = buildOrphans(seed, familyCount, counts, traps, numbers);
  return { families, childless, sharing, sizes, linked, orphans, traps };
}

function plantTraps(draft: Draft, counts: TrapCounts, broken: boolean, random: SeededRandom): void {
  const { families, childless, sharing, sizes, linked, traps } = draft;
  const pairs = [...sizes].filter(([family, size]) => size >= 2 && !family.fixed && !sharing.has(family));
  const candidates = pairs.map(([family]) => family);
  const takeFamilies = plantFamilyTraps(families, candidates, counts, traps, random);
  plantEmptyKeys(linked, counts, traps);
  const takeVariants = plantVariantTraps(pickTrapCandidates(linked, sharing, traps), counts, traps, random);
  if (!broken) return;
  plantBrokenFamilies([...childless], takeFamilies(counts.familyWithDuplicateNumber), counts, traps);
  plantBrokenVariants(takeVariants, counts, traps);
}

/** How many variants each family gets: two for the fixed ones, at least one for the others, the rest at random. */
function sizeFamilies(
  families: FamilyPlan[],
  childless: Set<FamilyPlan>,
  sharing: Set<FamilyPlan>,
  total: number,
  random: SeededRandom,
): Map<FamilyPlan, number> {
  const parents = families.filter((family) => !childless.has(family));
  const sizes = new Map(parents.map((family) => [family, family.fixed ? 2 : 1]));
  const highest = Math.max(finishes.length, Math.ceil((total / parents.length) * 2));
  let left = total - [...sizes.values()].reduce((sum, size) => sum + size, 0);
  while (left > 0) {
    const family = random.pick(parents);
    const size = sizes.get(family) ?? 0;
    if (size >= (sharing.has(family) ? 4 : highest)) continue;
    sizes.set(family, size + 1);
    left--;
  }
  return sizes;
}

function buildLinkedVariants(
  sizes: Map<FamilyPlan, number>,
  numbers: VariantNumbers,
  random: SeededRandom,
): PlannedVariant[] {
  return [...sizes].flatMap(([family, size]) => {
    const origin = { ...family, key: family.row.__KEY, grams: family.row.Gewicht };
    return Array.from({ length: size }, (_, index) => ({
      row: buildVariant(origin, index, numbers, random),
      family,
    }));
  });
}

/** The documented orphan, and the first of the unknown families. */
const fixedOrphan = { number: '206627', family: '692331CEA5947D448BACF105BEE181B8' };

function buildOrphans(
  seed: number,
  familyCount: number,
  counts: TrapCounts,
  traps: Traps,
  numbers: VariantNumbers,
): VariantRow[] {
  const random = openRandom(seed, 'orphans');
  // The families' own pool with the same seed, read on: no base number of an orphan is that of a family.
  const drawBase = openBaseSkuPool(familyCount, openRandom(seed, 'base numbers'));
  for (let family = 0; family < familyCount; family++) drawBase();
  const names = nameFigures(counts.unknownFamilies, new Set(), random);
  const sizes = names.map(() => 1);
  for (let left = counts.keyNotFound - names.length; left > 0; left--) {
    const open = sizes.flatMap((size, index) => (size < finishes.length ? [index] : []));
    const index = random.pick(open);
    sizes[index] = (sizes[index] ?? 0) + 1;
  }
  const orphans = names.flatMap((name: FigureName, group) => {
    const key = group === 0 ? fixedOrphan.family : random.hexKey();
    traps.variants.unknownFamilies.push(key);
    const origin = { key, base: drawBase(), name, firstFinish: 0, grams: random.integer(8, 60) };
    return Array.from({ length: sizes[group] ?? 1 }, (_, index) => buildVariant(origin, index, numbers, random));
  });
  if (orphans[0]) orphans[0].Nummer = fixedOrphan.number;
  traps.variants.keyNotFound = orphans.map((row) => row.__KEY);
  return orphans;
}

function pickTrapCandidates(linked: PlannedVariant[], sharing: Set<FamilyPlan>, traps: Traps): PlannedVariant[] {
  const seen = new Set<FamilyPlan>(sharing);
  const hosts = new Set(traps.variants.keyEmpty.map((entry) => entry.family));
  return linked.filter(({ family }) => {
    if (family.fixed || hosts.has(family.row.__KEY) || seen.has(family)) return false;
    seen.add(family);
    return true;
  });
}

/** Old references count upwards from 20,001, above the documented 18497. */
function openReferences(): () => string {
  let last = 20_000;
  return () => String(++last);
}

/** Shuffles the rows, and puts of two rows with one number the broken one behind its twin. */
function orderRows<T extends LegacyRow>(rows: T[], traps: Traps, random: SeededRandom): T[] {
  const ordered = random.shuffle(rows);
  const positions = new Map(ordered.map((row, index) => [row.__KEY, index]));
  for (const { key, twin } of traps.broken) {
    const [own, other] = [positions.get(key), twin === undefined ? undefined : positions.get(twin)];
    if (own === undefined || other === undefined || own > other) continue;
    [ordered[own], ordered[other]] = [ordered[other] as T, ordered[own] as T];
  }
  return ordered;
}
