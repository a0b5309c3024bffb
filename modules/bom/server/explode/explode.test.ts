import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rounded } from '#kernel/contract/fraction.ts';
import { formatDecimal } from '#kernel/contract/index.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { create } from '#kernel/server/write.ts';
import { unitConversion } from '#modules/catalog/contract/index.ts';
import { bomApp, eur, qty, workshop } from '../../scenarios/workshop.ts';
import { explode } from './explode.ts';

let t: TestApp;
let w: ReturnType<typeof workshop>;
beforeAll(async () => {
  t = await bomApp();
  w = workshop(t);
});
afterAll(() => t.close());

const today = '2100-01-01';
/** Demand by SKU as decimals. */
async function demand(variant: number, quantity = '1', date = today) {
  const { demand: found, structure } = await explode(w.ctx, variant, qty(quantity), date);
  return Object.fromEntries(
    [...found].map(([id, amount]) => [structure.parts.get(id)?.sku, formatDecimal(rounded(amount), 'quantity')]),
  );
}

describe('explode', () => {
  it('PRD-BOM-05 multiplies quantities over three levels', async () => {
    const [figure, casting, tin, base] = [
      await w.part('F1'),
      await w.part('F2'),
      await w.part('F3', '1'),
      await w.part('F4', '1'),
    ];
    await w.made(casting, [{ component: tin, quantity: '24.5' }]);
    await w.made(base, [{ component: tin, quantity: '0.1' }]);
    await w.made(figure, [{ component: casting, quantity: '2' }, { component: base }]);
    expect(await demand(figure, '10')).toEqual({ F2: '20', F3: '491', F4: '10' });
    const { nodes } = await explode(w.ctx, figure, qty('10'), today);
    expect(nodes.map(({ level, part }) => `${level} ${part.sku}`)).toEqual(['0 F1', '1 F2', '2 F3', '1 F4', '2 F3']);
  });

  it('counts scrap, batches, fixed quantities and multiples', async () => {
    const [top, tin, mould, foil] = [
      await w.part('G1'),
      await w.part('G2', '1'),
      await w.part('G3', '1'),
      await w.part('G4', '1'),
    ];
    const lines = [
      { component: tin, quantity: '30', scrapPercent: 100_000 },
      { component: mould, isFixed: true },
      { component: foil, quantity: '1', roundingMultiple: '5' },
    ];
    await w.made(top, lines, { outputQuantity: qty('3') });
    expect(await demand(top, '7')).toEqual({ G2: '77', G3: '1', G4: '5' });
  });

  it('stays exact over levels and rounds at the end alone', async () => {
    const parts = [];
    for (let level = 0; level < 4; level++) parts.push(await w.part(`X${level}`, level === 3 ? '1' : undefined));
    const [a = 0, b = 0, c = 0, d = 0] = parts;
    for (const [subject, component] of [
      [a, b],
      [b, c],
      [c, d],
    ] as const)
      await w.made(subject, [{ component, quantity: '1' }], { outputQuantity: qty('3') });
    expect(await demand(a, '27')).toEqual({ X1: '9', X2: '3', X3: '1' });
  });

  it('passes phantoms through and gives by-products back', async () => {
    const [top, kit, screw, dross] = [
      await w.part('P1'),
      await w.part('P2'),
      await w.part('P3', '1'),
      await w.part('P4', '1'),
    ];
    await w.made(kit, [{ component: screw, quantity: '4' }]);
    await w.made(top, [
      { component: kit, kind: 'phantom' },
      { component: dross, quantity: '0.25', kind: 'byProduct' },
    ]);
    expect(await demand(top, '2')).toEqual({ P3: '8', P4: '-0.5' });
  });

  it('converts units on the way', async () => {
    const [g, kg] = [await w.unit('YG'), await w.unit('YKG')];
    await create(w.ctx, unitConversion, [{ from: kg, to: g, toQuantity: qty('1000') }]);
    const [top, tin] = [await w.part('V1'), await w.part('V2', '0.02', { unit: g })];
    await w.made(top, [{ component: tin, quantity: '0.024', unit: kg }]);
    expect(await demand(top, '10')).toEqual({ V2: '240' });
    expect((await w.cost(top))?.total).toBe(eur('0.48'));
  });

  it('takes the revision that holds on the day, that of the variant before that of its product', async () => {
    const { product, of } = await w.family('STERN');
    const [tin, lead] = [await w.part('W1', '1'), await w.part('W2', '1')];
    await w.release(await w.draft({ product }, [{ component: tin, quantity: '1' }]), '2099-01-01');
    await w.release(await w.draft({ product }, [{ component: tin, quantity: '2' }]), '2099-06-01');
    await w.release(await w.draft({ variant: of('BM') }, [{ component: lead }]), '2099-03-01');
    const days = ['2098-12-31', '2099-02-01', '2099-04-01', '2099-07-01'];
    const found = [];
    for (const day of days) found.push(await demand(of('BM'), '1', day));
    expect(found).toEqual([{}, { W1: '1' }, { W2: '1' }, { W2: '1' }]);
    expect(await demand(of('BL'), '1', '2099-07-01')).toEqual({ W1: '2' });
  });

  it('costs what the wanted quantity really takes', async () => {
    const [top, tin] = [await w.part('Z1'), await w.part('Z2', '0.50')];
    await w.made(top, [{ component: tin, quantity: '2' }], {
      operations: [
        { name: 'cast', minutes: qty('3'), hourlyRate: eur('40') },
        { name: 'set up', costPerPiece: eur('10'), isFixed: true },
      ],
    });
    const [root] = (await explode(w.ctx, top, qty('100'), today)).nodes;
    expect(root && [rounded(root.material), rounded(root.operations)]).toEqual([eur('100'), eur('210')]);
    expect(await w.cost(top)).toMatchObject({ material: eur('1'), operations: eur('12'), total: eur('13') });
  });
});
