import { afterEach, expect, it } from 'vitest';
import { defineContract, defineErrors, defineResource, f } from '#kernel/contract/index.ts';
import { defineServer } from './module.ts';
import { serve } from './served.ts';
import { type TestApp, testApp } from './testing.ts';
import { create } from './write.ts';

const demoErrors = defineErrors('demo', { seatTaken: 409 });
const seat = defineResource({
  name: 'demo.seat',
  path: 'demo/seats',
  title: 'guest',
  fields: { guest: f.text({ required: true, unique: true }), place: f.text({ unique: true }) },
});
const contract = defineContract({ name: 'demo', depends: [] }, { resources: [seat], errors: [demoErrors] });
const server = defineServer(contract, {
  resources: [
    serve(seat, {
      explain: async (ctx, { code }, [row]) => {
        const found = await ctx.db
          .selectFrom('demo_seat')
          .select('guest')
          .where('place', '=', row?.place ?? '')
          .execute();
        const [other] = found;
        return code === 'kernel.duplicate' && other ? demoErrors.seatTaken({ guest: String(other.guest) }) : undefined;
      },
    }),
  ],
});

let t: TestApp;
afterEach(() => t.close());

it('what the database refuses is said in the words of the module where it has some', async () => {
  t = await testApp([server]);
  await create(t.ctx, seat, [{ guest: 'Anna', place: 'A1' }]);
  await expect(create(t.ctx, seat, [{ guest: 'Ben', place: 'A1' }])).rejects.toMatchObject({
    code: 'demo.seatTaken',
    params: { guest: 'Anna' },
  });
  await expect(create(t.ctx, seat, [{ guest: 'Anna', place: 'A2' }])).rejects.toMatchObject({
    code: 'kernel.duplicate',
    fields: [{ path: 'guest', code: 'kernel.duplicate' }],
  });
});
