import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#kernel/contract/index.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { act, create } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { bom } from '../../contract/index.ts';
import { bomApp, workshop } from '../../scenarios/workshop.ts';

let t: TestApp;
let w: ReturnType<typeof workshop>;
beforeAll(async () => {
  t = await bomApp();
  w = workshop(t);
});
afterAll(() => t.close());

/** The faults of a refused write, as `path code`. */
const faults = async (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: AppError) =>
      error.fields.length > 0 ? error.fields.map(({ path, code }) => `${path} ${code}`) : [error.code],
  );

describe('a bill of materials', () => {
  it('PRD-BOM-04 links products and components many to many, with revisions counted for each subject', async () => {
    const [lion, base, tin] = [await w.part('L1'), await w.part('B1'), await w.part('T1', '1')];
    await w.draft({ variant: lion }, [{ component: tin }, { component: base }]);
    await w.draft({ variant: base }, [{ component: tin }]);
    const again = await w.draft({ variant: lion }, [{ component: tin }]);
    const row = await t.app.engine.reader
      .selectFrom('bom_bom')
      .select(['code', 'revision'])
      .where('id', '=', again)
      .executeTakeFirst();
    expect(row).toEqual({ code: 'L1/2', revision: 2 });
  });

  it('refuses itself as a component, nothing and less, and both subjects at once', async () => {
    const self = await w.part('S1');
    expect(await faults(w.draft({ variant: self }, [{ component: self }]))).toContain(
      'lines.0.component bom.selfReference',
    );
    const body = { variant: self, lines: [{ component: self, quantity: '0' }] };
    const answer = await t.call('POST', '/bom/boms', { as: '1:*', body });
    expect([answer.status, JSON.stringify(answer.body.fields)]).toEqual([
      422,
      expect.stringContaining('kernel.tooSmall'),
    ]);
    expect(await faults(create(w.ctx, bom, [{}]))).toContain('product bom.oneSubject');
  });

  it('PRD-BOM-05 refuses a circle over several levels and names the way', async () => {
    const [a, b, c] = [await w.part('CA'), await w.part('CB'), await w.part('CC')];
    await w.made(a, [{ component: b }]);
    await w.draft({ variant: b }, [{ component: c }]);
    const closing = w.draft({ variant: c }, [{ component: a }]);
    await expect(closing).rejects.toMatchObject({
      fields: [{ path: 'lines.0.component', code: 'bom.cycle', params: { path: 'CC → CA → CB → CC' } }],
    });
  });

  it('allows a variant to be made from another of the same product where its condition says so', async () => {
    const { product, of } = await w.family('ENGEL');
    const tin = await w.part('T2', '1');
    const lines = [
      { component: tin, onlyFor: 'FINISH=BL' },
      { component: of('BL'), onlyFor: 'FINISH = BE | BM' },
    ];
    const id = await w.draft({ product }, lines);
    const row = await t.app.engine.reader
      .selectFrom('bom_bom_lines')
      .select('only_for')
      .where('parent_id', '=', id)
      .execute();
    expect(row.map(({ only_for }) => only_for)).toEqual(['FINISH=BL', 'FINISH=BE|BM']);
    const circle = w.draft({ product }, [{ component: of('BL'), onlyFor: 'FINISH=BL' }]);
    await expect(circle).rejects.toMatchObject({
      fields: [{ code: 'bom.cycle', params: { path: 'ENGEL-BL → ENGEL-BL' } }],
    });
    const wrong = w.draft({ product }, [
      { component: tin, onlyFor: 'SIZE=L' },
      { component: tin, onlyFor: 'FINISH=XX' },
      { component: tin, onlyFor: 'FINISH' },
    ]);
    expect(await faults(wrong)).toEqual([
      'lines.0.onlyFor bom.conditionUnknownAttribute',
      'lines.1.onlyFor bom.conditionUnknownValue',
      'lines.2.onlyFor bom.conditionUnreadable',
    ]);
  });

  it('refuses a unit that does not lead to that of the component', async () => {
    const [top, tin, kg] = [await w.part('U1'), await w.part('U2', '1'), await w.unit('XKG')];
    expect(await faults(w.draft({ variant: top }, [{ component: tin, unit: kg }]))).toEqual([
      'lines.0.unit catalog.noUnitConversion',
    ]);
  });

  it('PRD-BOM-03 is for manufactured items alone', async () => {
    const bought = await w.part('M1', '1', { isManufactured: false });
    expect(await faults(w.draft({ variant: bought }, []))).toEqual(['variant bom.notManufactured']);
  });

  it('is locked once released, and goes on as a new revision', async () => {
    const [top, tin] = [await w.part('R1'), await w.part('R2', '2')];
    const id = await w.made(top, [{ component: tin }]);
    const row = await t.call('GET', `/bom/boms/${id}`, { as: '1:*' });
    const headers = { 'if-match': String(row.headers.etag) };
    const answer = await t.call('PATCH', `/bom/boms/${id}`, { as: '1:*', headers, body: { note: 'x' } });
    expect([answer.status, answer.body.code]).toEqual([409, 'kernel.immutable']);
    const past = t.app.engine.transaction((db) => db.updateTable('bom_bom_lines').set({ quantity: 9 }).execute());
    await expect(past).rejects.toThrow();
    await act(w.ctx, bom, 'revise', id);
    const rows = await t.app.engine.reader
      .selectFrom('bom_bom')
      .select(['revision', 'state'])
      .where('variant', '=', top)
      .orderBy('revision')
      .execute();
    expect(rows).toEqual([
      { revision: 1, state: 'released' },
      { revision: 2, state: 'draft' },
    ]);
  });

  it('refuses an archived component at release, and archiving what a released BOM asks for', async () => {
    const [top, old, tin] = [await w.part('A1'), await w.part('A2', '1'), await w.part('A3', '1')];
    await act(w.ctx, variant, 'archive', old);
    const id = await w.draft({ variant: top }, [{ component: old }]);
    expect(await faults(w.release(id))).toEqual(['lines.0.component bom.componentArchived']);
    expect(await faults(w.release(await w.draft({ variant: top }, [])))).toEqual(['lines bom.hasNoLines']);
    await w.made(top, [{ component: tin }]);
    expect(await faults(act(w.ctx, variant, 'archive', tin))).toEqual(['bom.componentInUse']);
  });

  it('refuses operations and substitutes that contradict themselves', async () => {
    const [top, tin, other] = [await w.part('O1'), await w.part('O2', '1'), await w.part('O3', '1')];
    const more = {
      operations: [
        { name: 'a', costPerPiece: 1, minutes: 1 },
        { name: 'b', hourlyRate: 1 },
      ],
      substitutes: [
        { component: other, substitute: tin },
        { component: tin, substitute: tin },
      ],
    };
    expect(
      await faults(w.draft({ variant: top }, [{ component: tin, kind: 'byProduct', scrapPercent: 1 }], more)),
    ).toEqual([
      'lines.0.scrapPercent bom.scrapOfByProduct',
      'substitutes.0.component bom.substituteWithoutLine',
      'substitutes.1.substitute bom.selfReference',
      'operations.1.minutes bom.rateWithoutMinutes',
    ]);
  });

  it('is copied for something else', async () => {
    const [top, other, tin] = [await w.part('K1'), await w.part('K2'), await w.part('K3', '1')];
    const id = await w.made(top, [{ component: tin, quantity: '3' }]);
    await act(w.ctx, bom, 'copy', id, { product: null, variant: other });
    const row = await t.app.engine.reader
      .selectFrom('bom_bom')
      .select(['code', 'state'])
      .where('variant', '=', other)
      .executeTakeFirst();
    expect(row).toEqual({ code: 'K2/1', state: 'draft' });
  });
});
