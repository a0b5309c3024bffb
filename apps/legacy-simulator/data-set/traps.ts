/**
 * How many rows of each kind the full data set (1,571 families, 4,319 variants) holds; pairs count once. Other sizes
 * scale them, at least one each. A row carries at most one of these traps, except that a missing description is drawn
 * over all families.
 */
const fullCounts = {
  // families
  withoutDescription: 219,
  withoutVariants: 31,
  swappedNumber: 4,
  sharedUid: 3,
  oldStyleNumber: 60,
  sharedBaseSku: 5,
  withoutEnglishName: 35,
  // variants without parent: 84 + 7 = 91
  keyNotFound: 84,
  unknownFamilies: 47,
  keyEmpty: 7,
  // variants, numbers
  missingNumber: 23,
  withoutOldNumber: 40,
  oldNumberWithoutHyphen: 12,
  sharedOldNumber: 2,
  // variants, prices
  pricesNull: 18,
  pricesWithoutColl: 9,
  priceNull: 14,
  packingNull: 11,
  priceKindMissing: 12,
  priceZero: 6,
  priceWithBinaryNoise: 3,
  pricesDisordered: 430,
  // broken rows, when wanted
  withoutAnyNumber: 3,
  duplicateNumber: 2,
  priceNotANumber: 3,
  familyWithDuplicateNumber: 1,
  familyWithoutNumber: 1,
};

export type TrapCounts = typeof fullCounts;

const fullFamilies = 1571;
const fullVariants = 4319;

/** The counts for a data set of another size. */
export function scaleTraps(families: number, variants: number): TrapCounts {
  const counts = { ...fullCounts };
  // Traps of variants too need families of their own.
  const scale = Math.min(families / fullFamilies, variants / fullVariants);
  for (const name of Object.keys(counts) as (keyof TrapCounts)[]) {
    counts[name] = Math.max(1, Math.round(counts[name] * scale));
  }
  counts.withoutVariants = Math.max(2, counts.withoutVariants);
  counts.keyEmpty = Math.min(counts.keyEmpty, counts.oldStyleNumber);
  counts.unknownFamilies = Math.min(counts.unknownFamilies, counts.keyNotFound);
  return counts;
}

/** A row that cannot be imported as it stands. */
export interface BrokenRow {
  table: 'Artikel_Familie' | 'Artikel_Variante';
  key: string;
  reason: 'withoutAnyNumber' | 'duplicateNumber' | 'priceNotANumber';
  /** With `duplicateNumber`: the earlier row that has the number too. */
  twin?: string;
}

/** Which rows carry which trap: lists of `__KEY`, in no particular order unless said otherwise. */
export interface Traps {
  families: {
    /** All four descriptions empty ("", null or only a line break). */
    withoutDescription: string[];
    withoutVariants: string[];
    /** SKU and legacy id swapped: `Nummer` holds 32 hex digits, `UID` the six-digit number. */
    swappedNumber: string[];
    /** Two families with one `UID`. */
    sharedUid: [string, string][];
    /** `Nummer` is still the base number of the old scheme, so it equals the base SKU of the variants. */
    oldStyleNumber: string[];
    /** Two families whose variants share one base SKU, with different variant codes. */
    sharedBaseSku: [string, string][];
    /** `Bezeichnung_ENG` is "". */
    withoutEnglishName: string[];
  };
  variants: {
    /** `Familie_` names a family that does not exist. */
    keyNotFound: string[];
    /** The different values of `Familie_` among those. */
    unknownFamilies: string[];
    /**
     * `Familie_` is "" or null. Each has a base SKU that is the `Nummer` of exactly one family, which also has at
     * least one more variant of that base SKU; `family` is the key of that family.
     */
    keyEmpty: { variant: string; family: string }[];
    /** `Nummer` is "" or null; `alteNummer` is there and unique. */
    missingNumber: string[];
    /** `alteNummer` is "". */
    withoutOldNumber: string[];
    oldNumberWithoutHyphen: string[];
    /** Two variants of different families with one `alteNummer`. */
    sharedOldNumber: [string, string][];
    pricesNull: string[];
    /** `Preise` is `{}`. */
    pricesWithoutColl: string[];
    /** The `Handel` price is null. */
    priceNull: string[];
    /** Each `VE` is null. */
    packingNull: string[];
    /** No `Empf.` entry. */
    priceKindMissing: string[];
    /** The `Laden` price is 0. */
    priceZero: string[];
    /** The `Laden` price is 8.149999999999999, meaning 8.15. */
    priceWithBinaryNoise: string[];
    /** Other order and case of `Art`. */
    pricesDisordered: string[];
  };
  /** Rows that fail; of a duplicate number the row that comes later in the table. */
  broken: BrokenRow[];
}

export function emptyTraps(): Traps {
  return {
    families: {
      withoutDescription: [],
      withoutVariants: [],
      swappedNumber: [],
      sharedUid: [],
      oldStyleNumber: [],
      sharedBaseSku: [],
      withoutEnglishName: [],
    },
    variants: {
      keyNotFound: [],
      unknownFamilies: [],
      keyEmpty: [],
      missingNumber: [],
      withoutOldNumber: [],
      oldNumberWithoutHyphen: [],
      sharedOldNumber: [],
      pricesNull: [],
      pricesWithoutColl: [],
      priceNull: [],
      packingNull: [],
      priceKindMissing: [],
      priceZero: [],
      priceWithBinaryNoise: [],
      pricesDisordered: [],
    },
    broken: [],
  };
}
