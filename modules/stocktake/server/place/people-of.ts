import type { Reference } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { userTitles } from '#kernel/server/history/read-history.ts';

type Id = number | null | undefined;

/** People by name: whoever counts may know who else does, without a right to look at users. */
export async function peopleOf(ctx: Ctx, ids: Iterable<Id>): Promise<(id: Id) => Reference | null> {
  const people = await userTitles(ctx, ids);
  return (id) => (id ? (people.get(id) ?? { id, title: null }) : null);
}

/** How a person is called. */
export const nameOf = async (ctx: Ctx, id: number | null): Promise<string> =>
  (await peopleOf(ctx, [id]))(id)?.title ?? '';
