import type { Ctx } from '#kernel/server/ctx.ts';
import { headsBy, partsBy } from './read-rows.ts';

/** The variants that BOMs are for: one each, or all of its product. Two statements. */
export async function subjectsOf(ctx: Ctx, boms: readonly number[]): Promise<number[]> {
  const heads = await headsBy(ctx, 'id', boms);
  const variants = await partsBy(
    ctx,
    'product',
    heads.flatMap(({ product }) => product ?? []),
  );
  return [...new Set([...heads.flatMap(({ variant }) => variant ?? []), ...variants.map(({ id }) => id)])];
}
