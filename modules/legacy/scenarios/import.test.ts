import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunSummary } from '../server/import/summary.ts';
import { runLegacyImport } from '../server/index.ts';
import { catalogueState, fullDataSet, type LegacyHouse, openHouse, reportOf, rowsBy } from './legacy-house.ts';

/** What a run counted, without what differs from run to run. */
const countsOf = ({ id: _id, number: _number, took: _took, dryRun: _dryRun, ...counts }: RunSummary) => counts;

describe('the full catalogue, as it is', () => {
  let house: LegacyHouse;
  let dryRun: RunSummary[];
  let runs: RunSummary[];
  let untouched: boolean;

  beforeAll(async () => {
    house = await openHouse({ dataSet: fullDataSet() });
    const before = await catalogueState(house);
    dryRun = await house.import({ families: true, variants: true, dryRun: true });
    untouched = (await catalogueState(house)) === before;
    runs = await house.import();
  }, 60_000);
  afterAll(() => house.close());

  it('PRD-PMG-04 brings over every family that can be', () => {
    expect(runs[0]).toMatchObject({ kind: 'families', state: 'partial', read: 1571, created: 1569, failed: 2 });
    expect(runs[0]).toMatchObject({ updated: 0, unchanged: 0, warnings: 219 + 4 });
  });

  it('PRD-PMG-26 brings over every variant that can be: read = created + updated + unchanged + failed', () => {
    const { read = 0, created = 0, updated = 0, unchanged = 0, failed = 0 } = runs[1] ?? {};
    expect([read, created, updated, unchanged, failed]).toEqual([4319, 4311, 0, 0, 8]);
    expect(created + updated + unchanged + failed).toBe(read);
  });

  it('PRD-LNK-02 PRD-PMG-28 counts the links and what has none', () => {
    expect(runs[1]).toMatchObject({
      linked: 4227,
      linkedByKey: 4220,
      linkedBySku: 7,
      orphans: 84,
      orphansWithoutKey: 0,
    });
  });

  it('PRD-PMG-06 PRD-PMG-19 says in a dry run exactly what the real one does, and writes nothing', async () => {
    expect(untouched).toBe(true);
    expect(dryRun.map(countsOf)).toEqual(runs.map(countsOf));
    expect(dryRun.map((run) => run.dryRun)).toEqual([true, true]);
    for (const [index, run] of runs.entries())
      expect(await reportOf(house, dryRun[index])).toEqual(await reportOf(house, run));
  });

  it('PRD-PMG-21 reports each broken row with its reason, and no other', async () => {
    const codes = {
      withoutAnyNumber: 'numberMissing',
      duplicateNumber: 'duplicateNumber',
      priceNotANumber: 'priceUnreadable',
    };
    const errors = [...(await reportOf(house, runs[0])), ...(await reportOf(house, runs[1]))].filter(
      ([kind]) => kind === 'error',
    );
    const { broken } = house.simulator.dataSet.traps;
    // Of two variants with one number either may be the one that is refused.
    const twins = new Map(
      broken.flatMap(({ key, twin, table }) => (twin && table === 'Artikel_Variante' ? [[twin, key]] : [])),
    );
    const expected = broken.map(({ key, reason }) => `${key} legacy.${codes[reason]}`);
    expect(errors.map(([, key = '', code]) => `${twins.get(key) ?? key} ${code}`).sort()).toEqual(expected.sort());
  });

  it('PRD-PMG-04 PRD-PMG-23 PRD-LNK-06 PRD-LNK-07 reports what somebody should look at', async () => {
    const { families, variants } = house.simulator.dataSet.traps;
    const keysOf = async (run: RunSummary | undefined, wanted: string) =>
      (await reportOf(house, run)).filter(([, , code]) => code === wanted).map(([, key]) => key);
    expect(new Set(await keysOf(runs[0], 'legacy.descriptionMissing'))).toEqual(new Set(families.withoutDescription));
    expect(new Set(await keysOf(runs[0], 'legacy.numberLooksLikeKey'))).toEqual(new Set(families.swappedNumber));
    expect(new Set(await keysOf(runs[1], 'legacy.parentKeyNotFound'))).toEqual(new Set(variants.keyNotFound));
    const orphan = (await rowsBy(house, 'catalog_variant', 'sku')).get('206627');
    expect(orphan).toMatchObject({ product: null, legacy_familie: '692331CEA5947D448BACF105BEE181B8' });
  });

  it('PRD-PMG-05 PRD-PMG-07 PRD-LNK-04 numbers and links as the reference pair', async () => {
    const parent = (await rowsBy(house, 'catalog_product', 'sku')).get('912859');
    const variant = (await rowsBy(house, 'catalog_variant', 'sku')).get('807130');
    expect(parent?.legacy_id).toBe('7464FEB39C516942B01E62F44B1ED454');
    expect(variant).toMatchObject({ product: parent?.id, legacy_familie: parent?.legacy_id, legacy_sku: '10877-BE' });
  });

  it('PRD-MIG-02 PRD-PMG-29 PRD-LNK-08 PRD-LNK-09 PRD-LNK-10 keeps keys, UIDs and families byte by byte', async () => {
    const variants = await rowsBy(house, 'catalog_variant');
    const products = await rowsBy(house, 'catalog_product');
    const source = house.simulator.dataSet.tables;
    const kept = (table: string, records: typeof variants) =>
      (source.find(({ name }) => name === table)?.rows ?? []).flatMap((row) => {
        const record = records.get(row.__KEY);
        return record ? [{ row, record }] : [];
      });
    const families = kept('Artikel_Familie', products);
    const others = kept('Artikel_Variante', variants);
    expect([families.length, others.length]).toEqual([1569, 4311]);
    expect(families.filter(({ row, record }) => record.legacy_uid_original !== row.UID)).toEqual([]);
    expect([...families, ...others].filter(({ row, record }) => record.legacy_id !== row.__KEY)).toEqual([]);
    expect(
      others.filter(
        ({ row, record }) =>
          record.legacy_uid_original !== row.UID ||
          record.legacy_familie !== (row.Familie_ || null) ||
          record.legacy_ref_old !== row.refOld,
      ),
    ).toEqual([]);
  });

  it('PRD-BOM-15 brings over the four prices exactly, whatever stands around them', async () => {
    const variants = await rowsBy(house, 'catalog_variant');
    const sample = [...variants.values()].find(({ sku }) => sku === '803721');
    expect(sample).toMatchObject({
      retail_price: 395_000,
      trade_price: 178_000,
      recommended_price: 345_000,
      purchase_price: 66_000,
    });
    const { traps } = house.simulator.dataSet;
    const of = (keys: string[], column: string) => new Set(keys.map((key) => variants.get(key)?.[column]));
    expect(of(traps.variants.pricesNull, 'retail_price')).toEqual(new Set([null]));
    expect(of(traps.variants.priceZero, 'retail_price')).toEqual(new Set([0]));
    expect(of(traps.variants.priceWithBinaryNoise, 'retail_price')).toEqual(new Set([81_500]));
    expect(of(traps.variants.pricesDisordered, 'retail_price')).not.toContain(null);
  });

  it('PRD-PMG-08 PRD-PMG-09 finds a variant by its old number, which is its number where it has no other', async () => {
    const variants = await rowsBy(house, 'catalog_variant');
    for (const key of house.simulator.dataSet.traps.variants.missingNumber)
      expect(variants.get(key)?.sku).toBe(variants.get(key)?.legacy_sku);
    const token = await house.tokenOf('sucher', '*');
    const found = await house.t.call('GET', '/catalog/variants?q=11400-be', { as: token });
    expect((found.body.items as { sku: string }[]).map(({ sku }) => sku)).toEqual(['803721']);
  });

  it('PRD-PMG-02 PRD-PMG-01 PRD-MIG-04 reads two tables, and writes none', () => {
    const tables = new Set(
      house.simulator.requests.entries.map(({ url }) => /rest\/(?:\$catalog\/)?([A-Za-z_]+)/.exec(url)?.[1]),
    );
    expect(tables).toEqual(new Set([undefined, 'Artikel_Familie', 'Artikel_Variante']));
    expect(house.simulator.requests.writeAttempts).toEqual([]);
  });

  it('PRD-PMG-16 PRD-MIG-07 changes nothing when it is run again', async () => {
    const before = await catalogueState(house);
    const again = await house.import();
    expect(again.map(({ created, updated, unchanged, failed }) => [created, updated, unchanged, failed])).toEqual([
      [0, 0, 1569, 2],
      [0, 0, 4311, 8],
    ]);
    expect(await catalogueState(house)).toBe(before);
  });

  it('PRD-MIG-07 changes the one record of which the source row has changed', async () => {
    const before = await rowsBy(house, 'catalog_variant');
    const [key = ''] = house.simulator.dataSet.traps.variants.priceZero;
    const Preise = { Coll: [{ Art: 'Laden', Preis: 12.5, VE: 1 }] };
    house.simulator.rows.patch('Artikel_Variante', key, { Preise });
    const [run] = await house.import({ variants: true });
    expect(run).toMatchObject({ created: 0, updated: 1, unchanged: 4310 });
    const after = await rowsBy(house, 'catalog_variant');
    const changed = [...after].filter(([id, row]) => row.version !== before.get(id)?.version).map(([id]) => id);
    expect(changed).toEqual([key]);
    expect(after.get(key)).toMatchObject({ retail_price: 125_000, trade_price: null, version: 2 });
  });
});

describe('the full catalogue without its broken rows', () => {
  it('PRD-PMG-17 PRD-PMG-18 PRD-PMG-27 PRD-LNK-02 gives the reference figures on the command line', async () => {
    const house = await openHouse({ dataSet: fullDataSet({ broken: false }) });
    const lines: string[] = [];
    const code = await runLegacyImport(house.t.app, { families: true, variants: true }, (line) => lines.push(line));
    expect(code).toBe(0);
    const text = lines.join('\n');
    expect(text).toContain('read 1,571, created 1,571, updated 0, unchanged 0, failed 0');
    expect(text).toContain('read 4,319, created 4,319, updated 0, unchanged 0, failed 0');
    expect(text).toContain('linked by key 4,228 of 4,319 (97.89 %)');
    expect(text).toContain('by base number 7, by hand 0');
    expect(text).toContain('without parent 84 of 4,319 (1.94 %): key missing 0, key not found 84');
    expect(text).toContain('219 × legacy.descriptionMissing');
    await house.close();
  }, 60_000);
});
