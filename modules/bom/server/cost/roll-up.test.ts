import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '#kernel/server/testing.ts';
import { act, create, update } from '#kernel/server/write.ts';
import { product, variant } from '#modules/catalog/contract/index.ts';
import { bom } from '../../contract/index.ts';
import { bomApp, eur, qty, workshop } from '../../scenarios/workshop.ts';
import { followCalendar } from './follow-calendar.ts';
import { rollUpAll } from './roll-up.ts';
import { readTally } from './roll-up-tally.ts';

let t: TestApp;
let w: ReturnType<typeof workshop>;
let now = Date.parse('2026-11-20T12:00:00Z');
beforeAll(async () => {
  t = await bomApp({ clock: () => now });
  w = workshop(t);
});
afterAll(() => t.close());

const reprice = (id: number, price: string) => update(w.ctx, variant, [{ id, patch: { purchasePrice: eur(price) } }]);
/** How many costs a piece of work computed anew. */
async function recomputed(work: () => Promise<unknown>): Promise<number> {
  const before = await readTally(t.ctx);
  await work();
  return (await readTally(t.ctx)).recomputed - before.recomputed;
}

describe('the cost roll-up', () => {
  it('PRD-BOM-06 follows a leaf up to the top in the same transaction, and its ancestors alone', async () => {
    const [top, side, casting, base] = [await w.part('A1'), await w.part('A2'), await w.part('A3'), await w.part('A4')];
    const [tin, wood] = [await w.part('A5', '0.03'), await w.part('A6', '0.40')];
    await w.made(casting, [{ component: tin, quantity: '24' }]);
    await w.made(base, [{ component: wood }]);
    await w.made(top, [{ component: casting }, { component: base }]);
    await w.made(side, [{ component: base }]);
    expect((await w.cost(top))?.total).toBe(eur('1.12'));
    // tin, the casting and the top; neither the base nor what stands on it alone.
    expect(await recomputed(() => reprice(tin, '0.05'))).toBe(3);
    expect((await w.cost(top))?.total).toBe(eur('1.60'));
    expect((await w.cost(side))?.total).toBe(eur('0.40'));
  });

  it('does nothing where nothing costs anything else', async () => {
    const [top, tin] = [await w.part('B1'), await w.part('B2', '1')];
    await w.made(top, [{ component: tin }]);
    expect(await recomputed(() => update(w.ctx, variant, [{ id: tin, patch: { color: 'grey' } }]))).toBe(0);
    const alone = await w.part('B3', '1');
    expect(await recomputed(() => reprice(alone, '2'))).toBe(0);
    expect(await w.cost(alone)).toBeUndefined();
  });

  it('takes the change back with its transaction', async () => {
    const [top, tin] = [await w.part('C1'), await w.part('C2', '1')];
    await w.made(top, [{ component: tin }]);
    const two = [
      { id: tin, patch: { purchasePrice: eur('9') } },
      { id: 999_999, patch: {} },
    ];
    await expect(update(w.ctx, variant, two)).rejects.toThrow();
    expect((await w.cost(top))?.total).toBe(eur('1'));
  });

  it('says what has no price yet', async () => {
    const [top, tin] = [await w.part('D1'), await w.part('D2')];
    await w.made(top, [{ component: tin }]);
    expect(await w.cost(top)).toMatchObject({ total: 0, is_incomplete: true });
    await reprice(tin, '2');
    expect(await w.cost(top)).toMatchObject({ total: eur('2'), is_incomplete: false });
  });

  it('follows releases, retirements and new variants of a product', async () => {
    const { product, of } = await w.family('PFERD');
    const [tin, paint] = [await w.part('E1', '1'), await w.part('E2', '0.3')];
    const id = await w.draft({ product }, [
      { component: tin },
      { component: paint, onlyFor: 'FINISH=BE', quantity: '2' },
    ]);
    expect(await w.cost(of('BE'))).toBeUndefined();
    await w.release(id);
    expect([await w.cost(of('BE')), await w.cost(of('BL'))]).toMatchObject([
      { total: eur('1.6') },
      { total: eur('1') },
    ]);
    await update(w.ctx, variant, [{ id: of('BL'), patch: { purchasePrice: eur('7') } }]);
    expect((await w.cost(of('BL')))?.total).toBe(eur('1'));
    await act(w.ctx, bom, 'retire', id);
    expect([(await w.cost(of('BL')))?.total, (await w.cost(of('BE')))?.total]).toEqual([eur('7'), 0]);
    await w.release(await w.draft({ product }, [{ component: tin, quantity: '3' }]));
    const [late] = await create(w.ctx, variant, [
      { sku: 'PFERD-9', name: { de: 'x', en: null }, product, isManufactured: true },
    ]);
    expect((await w.cost(late?.id ?? 0))?.total).toBe(eur('3'));
  });

  it('follows the calendar', async () => {
    const [top, tin] = [await w.part('F1'), await w.part('F2', '1')];
    await w.made(top, [{ component: tin }]);
    await w.release(await w.draft({ variant: top }, [{ component: tin, quantity: '4' }]), '2026-12-01');
    expect((await w.cost(top))?.total).toBe(eur('1'));
    now = Date.parse('2026-12-01T12:00:00Z');
    await followCalendar(t.ctx);
    expect((await w.cost(top))?.total).toBe(eur('4'));
  });

  it('stays right when many change prices below the same BOM at once', async () => {
    const top = await w.part('G0');
    const parts: number[] = [];
    for (let n = 1; n <= 6; n++) parts.push(await w.part(`G${n}`, '1'));
    await w.made(
      top,
      parts.map((component) => ({ component })),
    );
    await Promise.all(parts.map((id, n) => reprice(id, `${n + 2}`)));
    expect((await w.cost(top))?.total).toBe(eur('27'));
  });

  it("measures a product's conversions in the product's unit, also where the variant has another", async () => {
    const [piece, set, kilogram] = [await w.unit('PCE'), await w.unit('SET'), await w.unit('KG')];
    const [family] = await create(w.ctx, product, [
      {
        sku: 'PERLE',
        name: { de: 'Perle', en: null },
        unit: piece,
        unitConversions: [{ unit: kilogram, baseQuantity: qty('40') }],
      },
    ]);
    const boxed = await w.part('PERLE-S', '1', {
      product: family?.id ?? 0,
      unit: set,
      unitConversions: [{ unit: piece, quantity: qty('12'), baseQuantity: qty('1') }],
    });
    const top = await w.part('H1');
    // 3 kg are 120 pieces, and these are 10 sets.
    await w.made(top, [{ component: boxed, quantity: '3', unit: kilogram }]);
    expect((await w.cost(top))?.total).toBe(eur('10'));
  });

  it('finds nothing to mend from the bottom', async () => {
    expect(await rollUpAll(t.ctx)).toMatchObject({ changed: 0 });
  });
});
