import { kernelErrors } from '#kernel/contract/index.ts';
import { type Ctx, can } from '#kernel/server/ctx.ts';
import { businessDate } from '#modules/org/server/index.ts';
import type { MovementKind, Source } from './post-movements.ts';

/** Movements by which goods appear or are gone without anybody outside to answer for it. */
const corrections: ReadonlySet<MovementKind> = new Set(['adjustment', 'scrap', 'opening', 'issue']);

/** Who writes stock off or up without anybody to answer for it needs the right to correct stock (PRD-PRM-26). */
export function demandCorrection(ctx: Ctx): void {
  const permission = 'stock.adjustment:post';
  if (!can(ctx, permission)) throw kernelErrors.missingPermission({ permission });
}

/** Taking such a decision back is one as well. */
export function demandCorrectionOf(ctx: Ctx, kinds: readonly MovementKind[]): void {
  if (kinds.some((kind) => corrections.has(kind))) demandCorrection(ctx);
}

/** Whether all that a document has moved was posted by who asks, today: the last scan, that is. */
export async function isOwnToday(ctx: Ctx, { resource, id }: Pick<Source, 'resource' | 'id'>): Promise<boolean> {
  const rows = await ctx.db
    .selectFrom('stock_movement')
    .select(['created_by', 'created_at'])
    .where('source_resource', '=', resource)
    .where('source_id', '=', id)
    .where('kind', '!=', 'reversal')
    .execute();
  const today = businessDate(ctx.app.clock());
  const isOwn = (row: (typeof rows)[number]) =>
    isBy(ctx, row.created_by) && businessDate(Number(row.created_at)) === today;
  return rows.length > 0 && rows.every(isOwn);
}

/** Whether a movement was posted by who asks. */
export const isBy = (ctx: Ctx, postedBy: unknown): boolean =>
  (postedBy === null ? null : Number(postedBy)) === ctx.actor.id;
