import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { setting } from '../contract/index.ts';

export async function seedValuation(ctx: Ctx): Promise<void> {
  const known = await ctx.db.selectFrom('valuation_setting').select('id').executeTakeFirst();
  if (!known) await create(trusted(ctx), setting, [{ code: 'VALUATION' }]);
}
