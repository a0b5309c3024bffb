import { describe, expect, it } from 'vitest';
import { product, variant } from '#modules/catalog/contract/index.ts';
import { mapRow, resolveMapping } from './map-row.ts';
import { mergeMappings, standardMappings } from './mappings.ts';

const families = Object.values(standardMappings.families).flatMap(({ from }) => from);
const family = {
  __KEY: '7464FEB39C516942B01E62F44B1ED454',
  UID: 'A0',
  Nummer: '912859',
  Bezeichnung: 'Ritter zu Pferd',
  Bezeichnung_ENG: '',
  Beschreibung: 'Erste Zeile\rZweite',
  Gewicht: 32.5,
  ArtGr: 'Ritter',
  Haengend: false,
  Einseitig: true,
  Release_date: '6!3!2025',
  Neu: true,
  aktiv: false,
};
const mapFamily = (changes: object, mapping = standardMappings.families) =>
  mapRow({ ...family, ...changes }, resolveMapping(mapping, families), product.fields);
const mapVariant = (row: object) =>
  mapRow(
    { __KEY: 'V1', Nummer: '807130', ...row },
    resolveMapping(standardMappings.variants, ['Nummer', 'alteNummer', 'Familie_', 'UID', 'Preise', 'Gewicht']),
    variant.fields,
  );

describe('mapRow', () => {
  it('PRD-PMG-03 PRD-PMG-05 turns a family into a parent product', () => {
    const { key, sku, values, problems } = mapFamily({});
    expect(problems).toEqual([]);
    expect([key, sku]).toEqual(['7464FEB39C516942B01E62F44B1ED454', '912859']);
    expect(values).toEqual({
      sku: '912859',
      name: { de: 'Ritter zu Pferd', en: null },
      description: { de: 'Erste Zeile\nZweite', en: null },
      shortDescription: null,
      legacyGroup: 'Ritter',
      category: 'Ritter',
      state: 'archived',
      weight: 32_500_000,
      isHanging: false,
      isOneSided: true,
      releasedOn: '2025-03-06',
      isNew: true,
      legacyId: '7464FEB39C516942B01E62F44B1ED454',
      legacyKey: '7464FEB39C516942B01E62F44B1ED454',
      legacyUidOriginal: 'A0',
    });
  });

  it('PRD-PMG-09 numbers a variant by its old number where it has no other', () => {
    expect(mapVariant({ Nummer: '', alteNummer: '11400-BE' }).values).toMatchObject({
      sku: '11400-BE',
      legacySku: '11400-BE',
    });
  });

  it('says everything that is wrong at once, with the columns of the source', () => {
    const { key, sku, problems } = mapFamily({
      __KEY: '',
      Nummer: ' ',
      Release_date: '31!2!2025',
      Gewicht: -1,
      Bezeichnung: 'x'.repeat(201),
    });
    expect([key, sku]).toEqual([null, null]);
    expect(problems.map(({ field, code }) => [field, code])).toEqual([
      ['Bezeichnung', 'kernel.tooLong'],
      ['Gewicht', 'kernel.tooSmall'],
      ['Release_date', 'legacy.dateUnreadable'],
      ['__KEY', 'legacy.keyMissing'],
      ['Nummer', 'legacy.numberMissing'],
    ]);
  });

  it('refuses a number that is too long rather than cutting it', () => {
    const { sku, problems } = mapFamily({ Nummer: '9'.repeat(61) });
    expect(sku).toBeNull();
    expect(problems).toMatchObject([{ field: 'Nummer', code: 'kernel.tooLong', params: { max: 60 } }]);
  });

  it('leaves alone the fields whose columns the source lacks, and names the columns', () => {
    const mapping = resolveMapping(standardMappings.variants, ['Nummer', 'UID']);
    expect(mapping.missing).toContain('Preise');
    expect(mapping.missing).toContain('Aktiv');
    expect(Object.keys(mapRow({ __KEY: 'V', Nummer: '1' }, mapping, variant.fields).values)).toEqual([
      'sku',
      'legacyId',
      'legacyKey',
      'legacyUidOriginal',
    ]);
  });

  it('finds columns whatever their case', () => {
    const mapping = resolveMapping(standardMappings.variants, ['nummer', 'Release_Date', 'AKTIV']);
    const { values } = mapRow(
      { __KEY: 'V', nummer: '1', Release_Date: '1!2!2024', AKTIV: false },
      mapping,
      variant.fields,
    );
    expect(values).toMatchObject({ sku: '1', releasedOn: '2024-02-01', state: 'archived' });
  });
});

describe('mergeMappings', () => {
  it('PRD-MIG-05 lets a field come from another column without a change of code', () => {
    const { families: changed } = mergeMappings(standardMappings, {
      families: { sku: { from: ['UID'], as: 'text' }, weight: null },
    });
    const { sku, values } = mapFamily({}, changed);
    expect(sku).toBe('A0');
    expect(values).not.toHaveProperty('weight');
    expect(mapFamily({}).sku).toBe('912859');
  });

  it.each([
    ['an unknown field', { families: { colour: { from: ['Farbe'], as: 'text' as const } } }],
    ['a conversion that does not fit', { families: { weight: { from: ['Gewicht'], as: 'text' as const } } }],
    ['no column at all', { families: { weight: { from: [], as: 'measure' as const } } }],
    ['dropping the number', { variants: { sku: null } }],
    ['dropping the key', { variants: { legacyKey: null } }],
  ])('refuses %s', (_what, changes) => {
    expect(() => mergeMappings(standardMappings, changes)).toThrow(/^mapping of/);
  });
});
