import type { Ctx } from '#kernel/server/ctx.ts';
import { trusted } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { create, update } from '#kernel/server/write.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { demand } from '../../contract/index.ts';
import type { Source } from '../ledger/post-movements.ts';
import type { Wish } from '../reservation/reserve-wishes.ts';

const documentsAtOnce = 5000;
const lineKey = ({ source, sourceLine }: Wish) => `${source.resource} ${source.id} ${sourceLine}`;

/** Ids of what documents ask for, or have asked for. */
export async function demandsOf(
  ctx: Ctx,
  sources: readonly Pick<Source, 'resource' | 'id'>[],
): Promise<{ id: number; key: string }[]> {
  const found: { id: number; key: string }[] = [];
  for (const [resource, documents] of Map.groupBy(sources, (source) => source.resource)) {
    for (const part of inParts([...new Set(documents.map(({ id }) => id))], documentsAtOnce)) {
      const { rows } = await sendStatement(
        ctx.db,
        `SELECT id, source_id, source_line FROM stock_demand WHERE source_resource = ? AND source_id IN ${marks(part.length)}`,
        [resource, ...part],
      );
      for (const row of rows)
        found.push({ id: Number(row.id), key: `${resource} ${row.source_id} ${row.source_line}` });
    }
  }
  return found;
}

/**
 * Notes what lines of documents ask for beyond what is reserved for them; a line that asks already asks for more.
 * @param options.isNew the documents have not asked for anything before, so nothing is looked up.
 */
export async function askFor(ctx: Ctx, wishes: readonly Wish[], options: { isNew?: boolean } = {}): Promise<void> {
  if (wishes.length === 0) return;
  const known = options.isNew
    ? []
    : await demandsOf(
        ctx,
        wishes.map(({ source }) => source),
      );
  const idOf = new Map(known.map(({ id, key }) => [key, id]));
  const again = new Map<number, number>();
  const fresh: Wish[] = [];
  for (const wish of wishes) {
    const id = idOf.get(lineKey(wish));
    if (id === undefined) fresh.push(wish);
    else again.set(id, (again.get(id) ?? 0) + wish.quantity);
  }
  const rows = again.size > 0 ? await rowsOf(ctx, demand, [...again.keys()], { lock: true }) : [];
  if (rows.length > 0)
    await update(
      trusted(ctx),
      demand,
      rows.map((row) => ({
        id: row.id,
        patch: { quantity: row.quantity + (again.get(row.id) ?? 0), state: 'open' as const },
      })),
    );
  if (fresh.length === 0) return;
  await create(
    trusted(ctx),
    demand,
    fresh.map(({ source, sourceLine, product, quantity, due, warehouse }) => ({
      product,
      warehouse,
      due: due ?? businessDate(ctx.app.clock()),
      quantity,
      source: source.title,
      sourceResource: source.resource,
      sourceId: source.id,
      sourceLine,
    })),
  );
}
