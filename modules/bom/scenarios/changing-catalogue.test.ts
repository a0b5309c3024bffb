import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError, type ErrorParams, type Patch } from '#kernel/contract/index.ts';
import { rowOf } from '#kernel/server/read.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { act, create, update } from '#kernel/server/write.ts';
import { attribute, product, unitConversion, variant } from '#modules/catalog/contract/index.ts';
import { bom } from '../contract/index.ts';
import { bomApp, eur, qty, workshop } from './workshop.ts';

let t: TestApp;
let w: ReturnType<typeof workshop>;
beforeAll(async () => {
  t = await bomApp({ clock: () => Date.parse('2026-11-20T12:00:00Z') });
  w = workshop(t);
});
afterAll(() => t.close());

const later = '2027-01-01';
const change = (id: number, patch: Patch<typeof variant>) => update(w.ctx, variant, [{ id, patch }]);

/** Code of a refusal and what it says, null where there was none. */
async function refusal(work: Promise<unknown>): Promise<[string, ErrorParams] | null> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [first] = error.fields;
    return first ? [first.code, first.params ?? {}] : [error.code, error.params];
  }
  return null;
}

describe('what a bill of materials stands on, while the catalogue changes', () => {
  it('closes no circle by moving to another product or another value, not even one that holds later', async () => {
    const tin = await w.part('AT', '1');
    const { product: family, axis, of } = await w.family('AF', ['BE', 'BM', 'BL']);
    const joining = await w.part('AJ');
    await w.release(
      await w.draft({ product: family }, [
        { component: of('BE'), onlyFor: 'FINISH=BL' },
        { component: joining, onlyFor: 'FINISH=BM' },
        { component: tin },
      ]),
      later,
    );
    await change(of('BL'), { attributes: [] });
    expect(await refusal(change(of('BE'), { attributes: [{ attribute: axis, value: 'BL' }] }))).toEqual([
      'bom.cycle',
      { path: 'AF-BE → AF-BE' },
    ]);
    await change(of('BM'), { attributes: [] });
    const place = { product: family, attributes: [{ attribute: axis, value: 'BM' }] };
    expect(await refusal(change(joining, place))).toEqual(['bom.cycle', { path: 'AJ → AJ' }]);
    // What is bought is not made by the BOM of its product, so it cannot contain itself, until it is made.
    await change(joining, { ...place, isManufactured: false });
    expect(await refusal(change(joining, { isManufactured: true }))).toEqual(['bom.cycle', { path: 'AJ → AJ' }]);
  });

  it('PRD-BOM-03 lets nothing be made that is bought', async () => {
    const tin = await w.part('BT', '1');
    const { product: family, of } = await w.family('BF', ['BE', 'BM']);
    await change(of('BM'), { isManufactured: false, purchasePrice: eur('7') });
    await w.release(await w.draft({ product: family }, [{ component: tin }]));
    expect((await w.cost(of('BE')))?.total).toBe(eur('1'));
    expect(await w.cost(of('BM'))).toBeUndefined();
    await change(of('BM'), { isManufactured: true });
    expect((await w.cost(of('BM')))?.total).toBe(eur('1'));

    const made = await w.part('BV');
    const id = await w.made(made, [{ component: tin }]);
    expect(await refusal(change(made, { isManufactured: false }))).toEqual([
      'bom.madeByBom',
      { sku: 'BV', bom: 'BV/1' },
    ]);
    const bought = update(w.ctx, product, [{ id: family, patch: { isManufactured: false } }]);
    expect(await refusal(bought)).toEqual(['bom.madeByBom', { sku: 'BF', bom: 'BF/1' }]);
    await act(w.ctx, bom, 'retire', id);
    expect(await refusal(change(made, { isManufactured: false }))).toBeNull();
  });

  it('keeps the attributes and values that its lines are for', async () => {
    const tin = await w.part('CT', '1');
    const name = { de: 'Farbe', en: 'Colour' };
    const values = ['RED', 'BLUE'].map((code) => ({ code, name: { de: code, en: code } }));
    const [colour] = await create(w.ctx, attribute, [{ code: 'COLOUR', name, values }]);
    const axis = colour?.id ?? 0;
    const [parent] = await create(w.ctx, product, [{ sku: 'CF', name, isManufactured: true, axes: [axis] }]);
    const family = parent?.id ?? 0;
    await w.release(await w.draft({ product: family }, [{ component: tin, onlyFor: 'COLOUR=RED|BLUE' }]), later);
    const row = await rowOf(w.ctx, attribute, axis);
    const inUse = ['bom.conditionInUse', { condition: 'COLOUR=RED|BLUE', bom: 'CF/1' }];
    const rename = (patch: Patch<typeof attribute>) => refusal(update(w.ctx, attribute, [{ id: axis, patch }]));
    expect(await rename({ code: 'COATING' })).toEqual(inUse);
    expect(
      await rename({ values: row.values.map((one) => (one.code === 'BLUE' ? { ...one, code: 'B9' } : one)) }),
    ).toEqual(inUse);
    expect(await rename({ values: [...row.values, { code: 'NEW', name: { de: 'Neu', en: 'New' } }] })).toBeNull();
    const without = update(w.ctx, product, [{ id: family, patch: { axes: [] } }]);
    expect(await refusal(without)).toEqual(inUse);
  });

  it('keeps the conversions that it is measured by, also for a day to come', async () => {
    const [set, piece] = [await w.unit('SET'), await w.unit('PCE')];
    const boxed = await w.part('DB', '1', { unitConversions: [{ unit: set, baseQuantity: qty('12') }] });
    const top = await w.part('DT');
    await w.release(await w.draft({ variant: top }, [{ component: boxed, unit: set }]), later);
    const missing = ['catalog.noUnitConversion', { sku: 'DB', from: 'SET', to: 'PCE' }];
    expect(await refusal(change(boxed, { unitConversions: [] }))).toEqual(missing);
    const [crate] = [await w.unit('XCRATE')];
    const [general] = await create(w.ctx, unitConversion, [{ from: crate, to: piece, toQuantity: qty('40') }]);
    const plain = await w.part('DP', '1');
    await w.release(await w.draft({ variant: await w.part('DU') }, [{ component: plain, unit: crate }]), later);
    const lost = t.call('DELETE', `/catalog/unit-conversions/${general?.id}`, {
      as: '1:*',
      headers: { 'if-match': '"1"' },
    });
    expect((await lost).body).toMatchObject({ code: 'catalog.noUnitConversion', params: { sku: 'DP' } });
    // A batch counted in pieces says nothing of a variant that is weighed.
    const { product: family, of } = await w.family('DF', ['BE']);
    await change(of('BE'), { unit: await w.unit('KG') });
    const forAll = w.release(await w.draft({ product: family }, [{ component: plain }]), later);
    expect(await refusal(forAll)).toEqual(['catalog.noUnitConversion', { sku: 'DF-BE', from: 'PCE', to: 'KG' }]);
  });

  it('asks for nothing that is archived, neither from a later day on nor because an older revision holds again', async () => {
    const [tin, old, fresh] = [await w.part('ET', '1'), await w.part('EO', '1'), await w.part('EN', '2')];
    const top = await w.part('E1');
    await w.release(await w.draft({ variant: top }, [{ component: tin }]), later);
    expect(await refusal(act(w.ctx, variant, 'archive', tin))).toEqual([
      'bom.componentInUse',
      { sku: 'ET', bom: 'E1/1' },
    ]);
    const other = await w.part('E2');
    const first = await w.made(other, [{ component: old }]);
    const second = await w.made(other, [{ component: fresh }]);
    expect(await refusal(act(w.ctx, variant, 'archive', old))).toBeNull();
    expect(await refusal(act(w.ctx, bom, 'retire', second))).toEqual([
      'bom.asksForArchived',
      { bom: 'E2/1', sku: 'EO' },
    ]);
    expect((await w.cost(other))?.total).toBe(eur('2'));
    await act(w.ctx, bom, 'retire', first);
    expect(await refusal(act(w.ctx, bom, 'retire', second))).toBeNull();
  });

  it('refuses a circle through what may be taken instead, and names the way', async () => {
    const [tin, a, b] = [await w.part('FT', '1'), await w.part('FA'), await w.part('FB')];
    await w.draft({ variant: b }, [{ component: a }]);
    const instead = w.draft({ variant: a }, [{ component: tin }], { substitutes: [{ component: tin, substitute: b }] });
    await expect(instead).rejects.toMatchObject({
      fields: [{ path: 'substitutes.0.substitute', code: 'bom.cycle', params: { path: 'FA → FB → FA' } }],
    });
    const [c, d] = [await w.part('FC'), await w.part('FD')];
    await w.draft({ variant: c }, [{ component: tin }], { substitutes: [{ component: tin, substitute: d }] });
    expect(await refusal(w.draft({ variant: d }, [{ component: c }]))).toEqual(['bom.cycle', { path: 'FD → FC → FD' }]);
  });

  it('closes no circle between two who write at once', async () => {
    for (let round = 0; round < 6; round++) {
      const [a, b] = [await w.part(`G${round}A`), await w.part(`G${round}B`)];
      const outcomes = await Promise.all([
        refusal(w.draft({ variant: a }, [{ component: b }])),
        refusal(w.draft({ variant: b }, [{ component: a }])),
      ]);
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    }
  });

  it('counts the revisions of those who write at once', async () => {
    const [top, tin] = [await w.part('HR'), await w.part('HT', '1')];
    const drafts = [1, 2, 3, 4].map(() => w.draft({ variant: top }, [{ component: tin }]));
    expect(new Set(await Promise.all(drafts)).size).toBe(4);
    const rows = await t.app.engine.reader
      .selectFrom('bom_bom')
      .select('revision')
      .where('variant', '=', top)
      .orderBy('revision')
      .execute();
    expect(rows.map(({ revision }) => Number(revision))).toEqual([1, 2, 3, 4]);
  });
});
