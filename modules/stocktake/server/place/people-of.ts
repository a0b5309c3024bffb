import type { Reference } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { user } from '#modules/identity/contract/index.ts';

type Id = number | null | undefined;

/** People by name: whoever counts may know who else does, without a right to look at users. */
export async function peopleOf(ctx: Ctx, ids: Iterable<Id>): Promise<(id: Id) => Reference | null> {
  const titles = await titlesOf(trusted(ctx), user.name, ids);
  return (id) => {
    const found = titles(id);
    return found && { id: found.id, title: found.subtitle ?? found.title };
  };
}

/** How a person is called. */
export const nameOf = async (ctx: Ctx, id: number | null): Promise<string> =>
  (await peopleOf(ctx, [id]))(id)?.title ?? '';
