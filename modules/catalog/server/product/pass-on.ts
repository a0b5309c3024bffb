import type { Patch, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { update } from '#kernel/server/write.ts';
import { followed, product, variant } from '../../contract/index.ts';

type Product = Row<typeof product>;
type Variant = Row<typeof variant>;

/** What parents were before this transaction, by the list that every context of one transaction shares. */
const former = new WeakMap<object, Map<number, Product>>();

/** Keeps what is about to change, for {@link passOn}, which runs once it is saved. */
export function noteFormer(ctx: Ctx, changes: readonly Change<Product>[]): void {
  const noted = former.get(ctx.afterCommit) ?? new Map<number, Product>();
  for (const { before, row } of changes) if (before && differs(before, row)) noted.set(row.id, before);
  if (noted.size > 0) former.set(ctx.afterCommit, noted);
}

/**
 * What changed at parents goes on to those of their variants that had the same until now (PRD-BOM-08, PRD-LNK-17).
 * The first event of a write speaks for all its products: they are all saved by then.
 */
export async function passOn(ctx: Ctx): Promise<void> {
  const noted = former.get(ctx.afterCommit);
  if (!noted) return;
  former.delete(ctx.afterCommit);
  const parents = new Map((await rowsOf(ctx, product, [...noted.keys()])).map((row) => [row.id, row]));
  const ids = await ctx.db
    .selectFrom('catalog_variant')
    .select('id')
    .where('product', 'in', [...noted.keys()])
    .execute();
  const variants = await rowsOf(
    ctx,
    variant,
    ids.map(({ id }) => Number(id)),
  );
  const updates = variants.flatMap((row) => {
    const before = noted.get(row.product ?? 0);
    const parent = parents.get(row.product ?? 0);
    const patch = before && parent ? following(row, before, parent) : {};
    return Object.keys(patch).length > 0 ? [{ id: row.id, patch }] : [];
  });
  if (updates.length > 0) await update(trusted(ctx), variant, updates);
}

const differs = (before: Product, row: Product): boolean =>
  followed.some((field) => before[field] !== row[field]) || before.tags.join() !== row.tags.join();

/** A value of its own stays; tags come and go one by one. */
function following(row: Variant, before: Product, parent: Product): Patch<typeof variant> {
  const patch: Patch<typeof variant> = {};
  for (const field of followed)
    if (before[field] !== parent[field] && row[field] === before[field])
      Object.assign(patch, { [field]: parent[field] });
  const gone = before.tags.filter((tag) => !parent.tags.includes(tag));
  const fresh = parent.tags.filter((tag) => !before.tags.includes(tag));
  if (gone.length + fresh.length > 0) {
    const kept = row.tags.filter((tag) => !gone.includes(tag));
    patch.tags = [...new Set([...kept, ...fresh])].sort((a, b) => a - b);
  }
  return patch;
}
