import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createDataSet, type LegacyDataSet } from './create-data-set.ts';
import type { LegacyRow } from './legacy-row.ts';

const dataSet = createDataSet();
const families = rowsOf(dataSet, 'Artikel_Familie');
const variants = rowsOf(dataSet, 'Artikel_Variante');
const familyKeys = new Set(families.map((row) => row.__KEY));
const brokenKeys = new Set(dataSet.traps.broken.map((row) => row.key));

function rowsOf({ tables }: LegacyDataSet, name: string): LegacyRow[] {
  return tables.find((table) => table.name === name)?.rows ?? [];
}

function fingerprint(set: LegacyDataSet): string {
  return createHash('sha256').update(JSON.stringify(set)).digest('hex');
}

function isBlank(value: unknown): boolean {
  return value === null || String(value).trim() === '';
}

function baseSku(row: LegacyRow): string {
  const number = String(isBlank(row.alteNummer) ? row.Nummer : row.alteNummer);
  const hyphen = number.lastIndexOf('-');
  return hyphen < 0 ? number : number.slice(0, hyphen);
}

function keysWhere(rows: LegacyRow[], test: (row: LegacyRow) => boolean): string[] {
  return rows.filter((row) => test(row) && !brokenKeys.has(row.__KEY)).map((row) => row.__KEY);
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function expectSameKeys(actual: string[], expected: string[]): void {
  expect([...actual].sort()).toEqual([...expected].sort());
}

function priceOf(row: LegacyRow, kind: string): unknown {
  const prices = row.Preise as { Coll?: { Art: string; Preis: unknown; VE: unknown }[] } | null;
  return prices?.Coll?.find((price) => price.Art === kind)?.Preis;
}

describe('the reference figures', () => {
  it('has 1,571 families and 4,319 variants with different keys', () => {
    expect([families.length, variants.length]).toEqual([1571, 4319]);
    const keys = [...families, ...variants].map((row) => row.__KEY);
    expect(new Set(keys).size).toBe(1571 + 4319);
    expect(keys.every((key) => /^[0-9A-F]{32}$/.test(key))).toBe(true);
  });

  it('links 4,228 variants by key and leaves 91: 84 with 47 unknown keys, 7 with none', () => {
    const linked = variants.filter((row) => familyKeys.has(String(row.Familie_)));
    const empty = variants.filter((row) => isBlank(row.Familie_));
    const unknown = variants.filter((row) => !isBlank(row.Familie_) && !familyKeys.has(String(row.Familie_)));
    expect([linked.length, unknown.length, empty.length]).toEqual([4228, 84, 7]);
    expect(new Set(unknown.map((row) => row.Familie_)).size).toBe(47);
    expect(dataSet.totals).toEqual({
      families: 1571,
      variants: 4319,
      linkedByKey: 4228,
      keyNotFound: 84,
      keyEmpty: 7,
      unknownFamilies: 47,
    });
    expectSameKeys(
      dataSet.traps.variants.keyNotFound,
      keysWhere(unknown, () => true),
    );
    expectSameKeys(dataSet.traps.variants.unknownFamilies, [...new Set(unknown.map((row) => String(row.Familie_)))]);
  });

  it('has a family for each empty key, found by base SKU alone and with siblings of that base SKU', () => {
    const byNumber = Map.groupBy(families, (row) => String(row.Nummer));
    for (const { variant, family } of dataSet.traps.variants.keyEmpty) {
      const row = variants.find((candidate) => candidate.__KEY === variant)!;
      expect(isBlank(row.Familie_)).toBe(true);
      expect(byNumber.get(baseSku(row))?.map((found) => found.__KEY)).toEqual([family]);
      const siblings = variants.filter((other) => other !== row && baseSku(other) === baseSku(row));
      expect(siblings.length).toBeGreaterThan(0);
      expect(siblings.every((sibling) => sibling.Familie_ === family)).toBe(true);
    }
  });

  it('has no family whose number an orphan with an unknown key would match', () => {
    const numbers = new Set(families.map((row) => row.Nummer));
    const orphans = variants.filter((row) => dataSet.traps.variants.keyNotFound.includes(row.__KEY));
    expect(orphans.filter((row) => numbers.has(baseSku(row)))).toEqual([]);
  });

  it('has 219 families without description', () => {
    const texts = ['Beschreibung', 'Beschreibung_ENG', 'Beschreibung_kurz', 'Beschreibung_kurz_ENG'];
    const without = families.filter((row) => texts.every((text) => isBlank(row[text])));
    expect(without.length).toBe(219);
    expect(families.filter((row) => isBlank(row.Beschreibung)).length).toBe(219);
    expectSameKeys(
      dataSet.traps.families.withoutDescription,
      without.map((row) => row.__KEY),
    );
    expect(new Set(without.map((row) => row.Beschreibung))).toEqual(new Set(['', null, '\r']));
  });

  it('contains the documented rows', () => {
    const variant = (number: string) => variants.filter((row) => row.Nummer === number);
    const family = (number: string) => families.filter((row) => row.Nummer === number);
    expect(family('912859')).toMatchObject([{ __KEY: '7464FEB39C516942B01E62F44B1ED454' }]);
    expect(variant('807130')).toMatchObject([{ Familie_: '7464FEB39C516942B01E62F44B1ED454' }]);
    expect(variant('206627')).toMatchObject([{ Familie_: '692331CEA5947D448BACF105BEE181B8' }]);
    expect(variant('803721')).toMatchObject([
      {
        alteNummer: '11400-BE',
        refOld: '18497',
        Familie_: family('503011')[0]?.__KEY,
        Preise: {
          Coll: [
            { Art: 'Laden', Preis: 39.5, VE: 1 },
            { Art: 'Handel', Preis: 17.8, VE: 1 },
            { Art: 'Empf.', Preis: 34.5, VE: 1 },
            { Art: 'Einkauf', Preis: 6.6, VE: 1 },
          ],
        },
      },
    ]);
    for (const old of ['11400-BE', 'KS-17-BE', '4108W-BE', '9305BUE-BE']) {
      expect(variants.filter((row) => row.alteNummer === old).length).toBe(1);
    }
  });
});

describe('the traps', () => {
  const { families: familyTraps, variants: variantTraps, broken } = dataSet.traps;

  it('counts as documented', () => {
    const count = (lists: Record<string, unknown[]>) =>
      Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length]));
    expect(count(familyTraps)).toEqual({
      withoutDescription: 219,
      withoutVariants: 31,
      swappedNumber: 4,
      sharedUid: 3,
      oldStyleNumber: 60,
      sharedBaseSku: 5,
      withoutEnglishName: 35,
    });
    expect(count(variantTraps)).toEqual({
      keyNotFound: 84,
      unknownFamilies: 47,
      keyEmpty: 7,
      missingNumber: 23,
      withoutOldNumber: 40,
      oldNumberWithoutHyphen: 12,
      sharedOldNumber: 2,
      pricesNull: 18,
      pricesWithoutColl: 9,
      priceNull: 14,
      packingNull: 11,
      priceKindMissing: 12,
      priceZero: 6,
      priceWithBinaryNoise: 3,
      pricesDisordered: 430,
    });
    expect(
      Object.fromEntries(Object.entries(Object.groupBy(broken, reasonOf)).map(([k, v]) => [k, v?.length])),
    ).toEqual({
      'Artikel_Familie withoutAnyNumber': 1,
      'Artikel_Familie duplicateNumber': 1,
      'Artikel_Variante withoutAnyNumber': 3,
      'Artikel_Variante duplicateNumber': 2,
      'Artikel_Variante priceNotANumber': 3,
    });
  });

  it('lists all families concerned and no other', () => {
    const used = new Set(variants.map((row) => row.Familie_));
    expectSameKeys(
      familyTraps.withoutVariants,
      families.filter((row) => !used.has(row.__KEY)).map((row) => row.__KEY),
    );
    expectSameKeys(
      familyTraps.swappedNumber,
      keysWhere(families, (row) => /^[0-9A-F]{32}$/.test(String(row.Nummer))),
    );
    expectSameKeys(
      familyTraps.swappedNumber,
      keysWhere(families, (row) => /^\d{6}$/.test(String(row.UID))),
    );
    expectSameKeys(
      familyTraps.oldStyleNumber,
      keysWhere(families, (row) => !/^(\d{6}|[0-9A-F]{32})$/.test(String(row.Nummer))),
    );
    expectSameKeys(
      familyTraps.withoutEnglishName,
      keysWhere(families, (row) => row.Bezeichnung_ENG === ''),
    );
    const uids = repeated(families.map((row) => String(row.UID)));
    expect(uids.length).toBe(3);
    expectSameKeys(
      familyTraps.sharedUid.flat(),
      keysWhere(families, (row) => uids.includes(String(row.UID))),
    );
  });

  it('lists the base SKUs that two families share', () => {
    const bases = Map.groupBy(
      variants.filter((row) => familyKeys.has(String(row.Familie_)) && !isBlank(row.alteNummer)),
      baseSku,
    );
    const shared = [...bases.values()].filter((rows) => new Set(rows.map((row) => row.Familie_)).size > 1);
    const planted = new Set(familyTraps.sharedBaseSku.flat());
    const byOldNumber = new Set(variantTraps.sharedOldNumber.flat());
    const others = shared.filter((rows) => !rows.some((row) => byOldNumber.has(row.__KEY)));
    expect(others.length).toBe(5);
    expect(others.flat().every((row) => planted.has(String(row.Familie_)))).toBe(true);
  });

  it('lists all variants with odd numbers and no other', () => {
    expectSameKeys(
      variantTraps.missingNumber,
      keysWhere(variants, (row) => isBlank(row.Nummer)),
    );
    expect(new Set(keysWhere(variants, (row) => row.Nummer === null)).size).toBe(7);
    expectSameKeys(
      variantTraps.withoutOldNumber,
      keysWhere(variants, (row) => isBlank(row.alteNummer)),
    );
    const hyphenless = keysWhere(variants, (row) => !isBlank(row.alteNummer) && !String(row.alteNummer).includes('-'));
    expectSameKeys(variantTraps.oldNumberWithoutHyphen, hyphenless);
    const shared = repeated(variants.map((row) => String(row.alteNummer))).filter((number) => number !== '');
    expect(shared.length).toBe(2);
    expectSameKeys(
      variantTraps.sharedOldNumber.flat(),
      keysWhere(variants, (row) => shared.includes(String(row.alteNummer))),
    );
  });

  it('leaves every whole variant a SKU of its own: its Nummer, or else its alteNummer', () => {
    const whole = variants.filter((row) => !brokenKeys.has(row.__KEY));
    const skus = whole.map((row) => String(isBlank(row.Nummer) ? row.alteNummer : row.Nummer));
    expect(repeated(skus)).toEqual([]);
    expect(skus.includes('')).toBe(false);
  });

  it('lists all variants with odd prices and no other', () => {
    const kinds = ['Laden', 'Handel', 'Empf.', 'Einkauf'];
    const coll = (row: LegacyRow) => (row.Preise as { Coll?: { Art: string; VE: unknown }[] } | null)?.Coll;
    expectSameKeys(
      variantTraps.pricesNull,
      keysWhere(variants, (row) => row.Preise === null),
    );
    expectSameKeys(
      variantTraps.pricesWithoutColl,
      keysWhere(variants, (row) => row.Preise !== null && !coll(row)),
    );
    expectSameKeys(
      variantTraps.priceNull,
      keysWhere(variants, (row) => priceOf(row, 'Handel') === null),
    );
    expectSameKeys(
      variantTraps.packingNull,
      keysWhere(variants, (row) => coll(row)?.some((price) => price.VE === null) ?? false),
    );
    expectSameKeys(
      variantTraps.priceZero,
      keysWhere(variants, (row) => priceOf(row, 'Laden') === 0),
    );
    expectSameKeys(
      variantTraps.priceWithBinaryNoise,
      keysWhere(variants, (row) => priceOf(row, 'Laden') === 8.149999999999999),
    );
    expectSameKeys(
      variantTraps.priceKindMissing,
      keysWhere(variants, (row) => coll(row)?.length === 3),
    );
    const disordered = keysWhere(variants, (row) => coll(row)?.some((price) => !kinds.includes(price.Art)) ?? false);
    expectSameKeys(variantTraps.pricesDisordered, disordered);
  });

  it('breaks only rows that are linked or have no variants, each for its reason', () => {
    for (const { table, key, reason, twin } of broken) {
      const rows = table === 'Artikel_Familie' ? families : variants;
      const index = rows.findIndex((row) => row.__KEY === key);
      const row = rows[index]!;
      if (table === 'Artikel_Variante') expect(familyKeys.has(String(row.Familie_))).toBe(true);
      else expect(familyTraps.withoutVariants).toContain(key);
      if (reason === 'withoutAnyNumber') expect(isBlank(row.Nummer) && isBlank(row.alteNummer ?? '')).toBe(true);
      if (reason === 'priceNotANumber') expect(Number(priceOf(row, 'Handel'))).toBeNaN();
      if (reason !== 'duplicateNumber') continue;
      const earlier = rows.findIndex((other) => other.__KEY === twin);
      expect(rows[earlier]?.Nummer).toBe(row.Nummer);
      expect(earlier).toBeLessThan(index);
    }
    expect(repeated(variants.map((row) => String(row.Nummer))).filter((number) => /^\d+$/.test(number)).length).toBe(2);
  });

  it('is free of broken rows on demand, with the other figures unchanged', () => {
    const whole = createDataSet({ broken: false });
    expect(whole.traps.broken).toEqual([]);
    expect(whole.totals).toEqual(dataSet.totals);
    expect(whole.traps.families).toEqual(dataSet.traps.families);
    expect(whole.traps.variants).toEqual(dataSet.traps.variants);
    const numbers = rowsOf(whole, 'Artikel_Familie').map((row) => String(row.Nummer));
    expect(repeated(numbers)).toEqual([]);
  });
});

function reasonOf({ table, reason }: { table: string; reason: string }): string {
  return `${table} ${reason}`;
}

describe('the rows', () => {
  it('are the same bytes for the same seed, and others for another', () => {
    expect(fingerprint(createDataSet())).toBe(fingerprint(dataSet));
    expect(fingerprint(createDataSet({ seed: 2 }))).not.toBe(fingerprint(dataSet));
  });

  it('have exactly the attributes of their table', () => {
    for (const table of dataSet.tables) {
      const names = [...Object.keys(table.attributes), '__KEY', '__TIMESTAMP', '__STAMP'].sort();
      for (const row of table.rows) expect(Object.keys(row).sort()).toEqual(names);
    }
  });

  it('write dates unpadded, empty dates as 0!0!0, timestamps in ISO with milliseconds', () => {
    const dates = variants.flatMap((row) => [row.created_date, row.modified_date, row.Release_Date, row.Auslaufdatum]);
    expect(dates.every((date) => /^(0!0!0|[1-9]\d?!([1-9]|1[0-2])!(19|20)\d\d)$/.test(String(date)))).toBe(true);
    expect(dates.filter((date) => date === '0!0!0').length).toBeGreaterThan(1000);
    const timestamps = variants.map((row) => row.__TIMESTAMP);
    expect(timestamps.every((stamp) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(stamp))).toBe(true);
  });

  it('differ in name per family and speak both languages', () => {
    const names = families.map((row) => String(row.Bezeichnung));
    expect(repeated(names)).toEqual([]);
    expect(names.filter((name) => /[äöüÄÖÜ]/.test(name)).length).toBeGreaterThan(400);
    expect(names.some((name) => name.includes('ß'))).toBe(true);
    expect(families.find((row) => row.Bezeichnung === 'Löwe, stehend')?.Bezeichnung_ENG).toBe('Lion, standing');
    expect(variants.filter((row) => row.ArtikelArt === 'BE').length).toBeGreaterThan(1000);
  });

  it('keep aktiv of families in lower case and Aktiv of variants in upper case', () => {
    expect(families.every((row) => 'aktiv' in row && !('Aktiv' in row))).toBe(true);
    expect(variants.every((row) => 'Aktiv' in row && !('aktiv' in row))).toBe(true);
  });
});

describe('other sizes', () => {
  it.each([
    [60, 120],
    [100, 300],
    [500, 5000],
    [5000, 13_750],
  ])('adds up with %i families and %i variants', (familyCount, variantCount) => {
    for (const seed of [1, 2, 3]) {
      const set = createDataSet({ seed, families: familyCount, variants: variantCount });
      const keys = new Set(rowsOf(set, 'Artikel_Familie').map((row) => row.__KEY));
      const rows = rowsOf(set, 'Artikel_Variante');
      expect([keys.size, rows.length]).toEqual([familyCount, variantCount]);
      const linked = rows.filter((row) => keys.has(String(row.Familie_))).length;
      expect(linked).toBe(set.totals.linkedByKey);
      expect(linked + set.totals.keyNotFound + set.totals.keyEmpty).toBe(variantCount);
    }
  });

  it('refuses sizes that cannot hold the traps', () => {
    expect(() => createDataSet({ families: 10, variants: 100 })).toThrow(RangeError);
    expect(() => createDataSet({ families: 100, variants: 150 })).toThrow(RangeError);
  });
});
