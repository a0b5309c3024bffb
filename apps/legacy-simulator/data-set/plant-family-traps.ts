import type { FamilyPlan, FamilyRow } from './family-rows.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { TrapCounts, Traps } from './traps.ts';

/** Hands out rows for traps, each row once. */
export function openTrapPool<T>(rows: T[], random: SeededRandom): (count: number) => T[] {
  const free = random.shuffle(rows);
  return (count) => {
    if (free.length < count) throw new RangeError('the data set is too small for its traps');
    return free.splice(-count, count);
  };
}

/**
 * Plants those traps of families that decide how many variants there are and what they are called; returns the
 * families that shall stay without variants and those that share a base SKU.
 */
export function plantSharedBaseSkus(families: FamilyPlan[], counts: TrapCounts, traps: Traps, random: SeededRandom) {
  const generated = families.filter((family) => !family.fixed);
  const take = openTrapPool(generated, random);
  const childless = new Set(take(counts.withoutVariants));
  traps.families.withoutVariants = [...childless].map((family) => family.row.__KEY);
  const sharing = new Set<FamilyPlan>();
  for (let pair = 0; pair < counts.sharedBaseSku; pair++) {
    const [first, second] = take(2) as [FamilyPlan, FamilyPlan];
    second.base = first.base;
    second.firstFinish = 4;
    sharing.add(first).add(second);
    traps.families.sharedBaseSku.push([first.row.__KEY, second.row.__KEY]);
  }
  return { childless, sharing };
}

/**
 * Plants the traps that live in the family rows alone. `free` are families with at least two variants. Returns the
 * rest of them, as they are, for a trap that needs whole families.
 */
export function plantFamilyTraps(
  families: FamilyPlan[],
  free: FamilyPlan[],
  counts: TrapCounts,
  traps: Traps,
  random: SeededRandom,
): (count: number) => FamilyPlan[] {
  const take = openTrapPool(free, random);
  for (const { row, base } of take(counts.oldStyleNumber)) {
    row.Nummer = base;
    traps.families.oldStyleNumber.push(row.__KEY);
  }
  for (const { row } of take(counts.swappedNumber)) {
    [row.Nummer, row.UID] = [row.UID, row.Nummer ?? ''];
    traps.families.swappedNumber.push(row.__KEY);
  }
  for (let pair = 0; pair < counts.sharedUid; pair++) {
    const [first, second] = take(2) as [FamilyPlan, FamilyPlan];
    second.row.UID = first.row.UID;
    traps.families.sharedUid.push([first.row.__KEY, second.row.__KEY]);
  }
  for (const { row } of take(counts.withoutEnglishName)) {
    row.Bezeichnung_ENG = '';
    traps.families.withoutEnglishName.push(row.__KEY);
  }
  const described = families.filter((family) => !family.fixed);
  const takeDescribed = openTrapPool(described, random);
  takeDescribed(counts.withoutDescription).forEach(({ row }, index) => {
    eraseDescription(row, index);
    traps.families.withoutDescription.push(row.__KEY);
  });
  return take;
}

function eraseDescription(row: FamilyRow, index: number): void {
  row.Beschreibung = index % 10 === 0 ? null : index % 10 === 1 ? '\r' : '';
  row.Beschreibung_kurz = index % 10 === 0 ? null : '';
  row.Beschreibung_ENG = '';
  row.Beschreibung_kurz_ENG = '';
}

/**
 * Breaks families that have no variants, so that no link is lost when an import refuses them. `twins` lend their
 * number to those that shall have one in common with another family.
 */
export function plantBrokenFamilies(childless: FamilyPlan[], twins: FamilyPlan[], counts: TrapCounts, traps: Traps) {
  const nameless = childless.slice(0, counts.familyWithoutNumber);
  for (const { row } of nameless) {
    row.Nummer = '';
    traps.broken.push({ table: 'Artikel_Familie', key: row.__KEY, reason: 'withoutAnyNumber' });
  }
  childless.slice(nameless.length, nameless.length + twins.length).forEach(({ row }, index) => {
    const twin = twins[index]?.row;
    if (!twin) return;
    row.Nummer = twin.Nummer;
    traps.broken.push({ table: 'Artikel_Familie', key: row.__KEY, reason: 'duplicateNumber', twin: twin.__KEY });
  });
}
