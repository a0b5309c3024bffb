import { describe, expect, it } from 'vitest';
import type { MappedRow, ResolvedMapping } from '../mapping/map-row.ts';
import { completeRows } from './complete-rows.ts';
import type { KnownRecord } from './known-records.ts';
import { type Parent, ParentLookup, plannedParents } from './parent-lookup.ts';
import { planRows } from './plan-rows.ts';
import { settleTwins } from './settle-twins.ts';

const mapping: ResolvedMapping = {
  rules: [{ field: 'sku', from: ['Nummer'], as: 'text', price: undefined }],
  missing: [],
};
const row = (key: string, sku: string, values: Record<string, unknown> = {}): MappedRow => ({
  key,
  sku,
  values: { sku, legacyKey: key, name: { de: `Figur ${sku}`, en: null }, ...values },
  problems: [],
  warnings: [],
});
const record = (id: number, key: string | null, sku: string, more: Partial<KnownRecord> = {}): KnownRecord => ({
  id,
  key,
  sku,
  stamp: null,
  product: null,
  category: 1,
  ...more,
});
const known = (...records: KnownRecord[]) => ({
  byKey: new Map(records.flatMap((one) => (one.key === null ? [] : [[one.key, one] as const]))),
  bySku: new Map(records.map((one) => [one.sku, one])),
});
const plan = (rows: MappedRow[], ...records: KnownRecord[]) => planRows(rows, known(...records), mapping);
const actions = (planned: ReturnType<typeof planRows>) => planned.map(({ action }) => action);
const codes = (rows: MappedRow[]) => rows.map(({ problems }) => problems.map(({ code }) => code));

describe('planRows', () => {
  it('creates what is new, leaves what has not changed, changes the rest', () => {
    const [first] = plan([row('A', '1')]);
    const stamp = String(first?.values.legacyStamp);
    const planned = plan(
      [row('A', '1'), row('B', '2'), row('C', '3')],
      record(1, 'A', '1', { stamp }),
      record(2, 'B', '2', { stamp: 'old' }),
    );
    expect(actions(planned)).toEqual(['unchanged', 'update', 'create']);
    expect(planned.map(({ values }) => 'name' in values)).toEqual([false, true, true]);
  });

  it('finds a record by its key although its number has changed, and frees the old number', () => {
    const rows = [row('A', '9'), row('B', '1')];
    const planned = plan(rows, record(1, 'A', '1'));
    expect(planned.map(({ action, record: found }) => [action, found?.id])).toEqual([
      ['update', 1],
      ['create', undefined],
    ]);
  });

  it('adopts a record made by hand that has the number', () => {
    const [planned] = plan([row('A', '1')], record(7, null, '1'));
    expect(planned).toMatchObject({ action: 'update', record: { id: 7 }, values: { legacyKey: 'A' } });
  });

  it('refuses a number that another row of the source has in Kontor', () => {
    const rows = [row('B', '1')];
    expect(actions(plan(rows, record(1, 'A', '1')))).toEqual(['failed']);
    expect(rows[0]?.problems).toMatchObject([
      { field: 'Nummer', code: 'legacy.duplicateNumber', params: { number: '1', other: 'A' } },
    ]);
  });

  it('refuses to take a number from a record made by hand for a row that has its own record', () => {
    expect(actions(plan([row('A', '2')], record(1, 'A', '1'), record(2, null, '2')))).toEqual(['failed']);
  });
});

describe('settleTwins', () => {
  const settle = async (rows: MappedRow[], prefer: string | null, ...records: KnownRecord[]) => {
    await settleTwins(rows, known(...records).bySku, mapping, async (twins) => twins.find(({ key }) => key === prefer));
    return codes(rows).map((list) => list.length === 0);
  };

  it('lets the first of two rows have a number', async () => {
    expect(await settle([row('A', '1'), row('B', '1'), row('C', '2')], null)).toEqual([true, false, true]);
  });

  it('lets the preferred one have it', async () => {
    expect(await settle([row('A', '1'), row('B', '1')], 'B')).toEqual([false, true]);
  });

  it('lets the one keep it that has it already, so that a second run decides the same', async () => {
    expect(await settle([row('A', '1'), row('B', '1')], 'A', record(1, 'B', '1'))).toEqual([false, true]);
  });

  it('does not count a row that is broken anyway', async () => {
    const broken = row('A', '1');
    broken.problems.push({ field: null, value: null, code: 'legacy.priceUnreadable', params: {} });
    expect(await settle([broken, row('B', '1')], null)).toEqual([false, true]);
  });
});

describe('ParentLookup', () => {
  const parent = (id: number, more: Partial<Parent> = {}): Parent => ({
    id,
    sku: `P${id}`,
    legacyId: `F${id}`,
    isPlaceholder: false,
    category: 1,
    ...more,
  });
  const variantRow = (familie: string | null, baseSku = 'X') => row('V', 'v', { legacyFamilie: familie, baseSku });
  const link = (parents: Parent[], familie: string | null, found: KnownRecord | null = null, changed = true) => {
    const one = variantRow(familie, 'P2');
    return {
      ...new ParentLookup(parents, 1).link(one, found, changed),
      warnings: one.warnings.map(({ code }) => code),
    };
  };

  it('PRD-LNK-01 links by key', () => {
    expect(link([parent(1), parent(2)], 'F1')).toEqual({ parent: 1, by: 'key', patch: { product: 1 }, warnings: [] });
  });

  it('PRD-PMG-14 links by base number where the key is empty, and only there', () => {
    expect(link([parent(1), parent(2)], null)).toMatchObject({ parent: 2, by: 'sku' });
    expect(link([parent(1), parent(2)], 'F9')).toMatchObject({ parent: null, by: null });
  });

  it('PRD-LNK-06 tells a missing key from one that is not found', () => {
    expect(link([], null).warnings).toEqual(['legacy.parentKeyMissing']);
    expect(link([], 'F9').warnings).toEqual(['legacy.parentKeyNotFound']);
  });

  it('PRD-LNK-15 takes the oldest real one of several parents with one key, and says so', () => {
    const parents = [
      parent(3, { legacyId: 'F' }),
      parent(2, { legacyId: 'F' }),
      parent(1, { legacyId: 'F', isPlaceholder: true }),
    ];
    expect(link(parents, 'F')).toMatchObject({ parent: 2, warnings: ['legacy.parentKeyAmbiguous'] });
  });

  it('leaves a parent chosen by hand until the row changes, but replaces a placeholder', () => {
    const current = record(1, 'V', 'v', { product: 2 });
    expect(link([parent(1), parent(2)], 'F1', current, false)).toMatchObject({ parent: 2, by: 'hand', patch: {} });
    expect(link([parent(1), parent(2)], 'F1', current, true)).toMatchObject({ parent: 1, patch: { product: 1 } });
    const placeholder = parent(2, { isPlaceholder: true });
    expect(link([parent(1), placeholder], 'F1', current, false)).toMatchObject({ patch: { product: 1 } });
    expect(link([], 'F9', current)).toMatchObject({ parent: 2, by: 'hand', warnings: [] });
  });

  it('PRD-BOM-10 lets a variant without category follow its parent', () => {
    const sorted = parent(1, { category: 5 });
    expect(link([sorted], 'F1', record(1, 'V', 'v', { product: 1 }), false).patch).toEqual({ category: 5 });
    expect(link([sorted], 'F1', record(1, 'V', 'v', { product: 1, category: 4 }), false).patch).toEqual({});
  });

  it('knows the parents that a dry run only planned', () => {
    const planned = planRows(
      [row('F1', 'P1'), row('F2', 'P2', { category: 5 })],
      known(record(4, 'F2', 'P2')),
      mapping,
    );
    expect(plannedParents(planned, 1)).toEqual([
      { id: -1, sku: 'P1', legacyId: 'F1', isPlaceholder: false, category: 1 },
      // Its new category has been passed on to its variants before these are planned.
      { id: 4, sku: 'P2', legacyId: 'F2', isPlaceholder: false, category: 1 },
    ]);
  });

  it('names a variant after its number when nothing else names it', () => {
    const nameless = () => row('V', 'v', { name: null, legacyFamilie: 'F1', baseSku: 'x' });
    const planWith = (parents: Parent[], one: MappedRow) =>
      planRows([one], known(), mapping, new ParentLookup(parents, 1))[0]?.values.name;
    expect(planWith([], nameless())).toEqual({ de: 'v', en: null });
    expect(planWith([parent(1)], nameless())).toBeNull();
  });
});

describe('completeRows', () => {
  const family = (values: Record<string, unknown>, sku = '503011') => {
    const one = row('F', sku, { description: { de: 'x', en: null }, shortDescription: null, ...values });
    completeRows('families', [one], mapping);
    return one;
  };

  it('PRD-PMG-04 reports a family without description and imports it', () => {
    expect(family({ description: null })).toMatchObject({
      problems: [],
      warnings: [{ code: 'legacy.descriptionMissing' }],
    });
    expect(family({}).warnings).toEqual([]);
  });

  it('PRD-PMG-23 reports a number that looks like a key', () => {
    expect(family({}, '692331CEA5947D448BACF105BEE181B8').warnings).toMatchObject([
      { code: 'legacy.numberLooksLikeKey' },
    ]);
  });

  it('names a family without a name after its number', () => {
    expect(family({ name: null })).toMatchObject({
      values: { name: { de: '503011' } },
      warnings: [{ code: 'legacy.nameMissing' }],
    });
  });

  it('PRD-LNK-13 refuses a name that is kept for placeholders', () => {
    expect(family({ name: { de: 'PLACEHOLDER-7', en: null } }).problems).toMatchObject([
      { code: 'catalog.placeholderNameReserved', params: { prefix: 'PLACEHOLDER-' } },
    ]);
  });

  it('PRD-PMG-10 splits the old number, else the number, at the last hyphen', () => {
    const variants = [row('A', '807130', { legacySku: 'KS-17-BE' }), row('B', '807131', { legacySku: null })];
    completeRows('variants', variants, mapping);
    expect(variants.map(({ values }) => [values.baseSku, values.variantCode])).toEqual([
      ['KS-17', 'BE'],
      ['807131', ''],
    ]);
  });
});
