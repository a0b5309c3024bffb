import type { Ctx } from '#kernel/server/ctx.ts';
import { stockErrors } from '../../contract/index.ts';
import { demandCorrectionOf, isBy } from './decisions.ts';
import { type Move, type MovementKind, postMovements, type Source } from './post-movements.ts';

/**
 * Takes back everything a document has moved, as of `date`: each movement once more, the other way round. Nothing is
 * rewritten (design §4); goods that have gone on meanwhile are missing and refuse it.
 * @param post how they are posted.
 * @throws AppError 403 where it takes back a decision that is not his who asks; 409 `stock.alreadyReversed`,
 *   `stock.insufficientStock`
 */
export async function reverseMovements(ctx: Ctx, source: Source, date: string, post = postMovements): Promise<void> {
  const rows = await ctx.db
    .selectFrom('stock_movement as m')
    .leftJoin('stock_movement as r', 'r.reversal_of', 'm.id')
    .selectAll('m')
    .select('r.id as reversed_by')
    .where('m.source_resource', '=', source.resource)
    .where('m.source_id', '=', source.id)
    .where('m.kind', '!=', 'reversal')
    .orderBy('m.id')
    .execute();
  if (rows.some((row) => row.reversed_by !== null)) throw stockErrors.alreadyReversed();
  const optional = (cell: unknown) => (cell === null ? null : Number(cell));
  const moves = rows.map(
    (row): Move => ({
      product: Number(row.product),
      lot: optional(row.lot),
      from: Number(row.to),
      fromCompartment: optional(row.to_compartment),
      to: Number(row.from),
      toCompartment: optional(row.from_compartment),
      quantity: Number(row.quantity),
      reason: optional(row.reason),
      reversalOf: Number(row.id),
      ...(row.source_line !== null && { sourceLine: Number(row.source_line) }),
    }),
  );
  demandCorrectionOf(
    ctx,
    rows.map(({ kind }) => kind as MovementKind),
  );
  const overrulesNobody = rows.every((row) => row.kind === 'count' || isBy(ctx, row.created_by));
  await post(ctx, { kind: 'reversal', date, source, isReversal: true, overrulesNobody }, moves);
}
