import type { Draft, Patch } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { bom } from '../../contract/index.ts';
import { type Bom, subjectFinder } from './known-records.ts';

/** From now on it holds, from its day on: the one given, else the one it has, else today. */
export async function releaseBom(
  ctx: Ctx,
  row: Bom,
  { validFrom }: { validFrom: string | null },
): Promise<Patch<typeof bom>> {
  return { validFrom: validFrom ?? row.validFrom ?? businessDate(ctx.app.clock()) };
}

/** What a BOM consists of, for a new record: lines without their ids. */
export function contentOf({ outputQuantity, unit, note, lines, substitutes, operations }: Bom): Draft<typeof bom> {
  const fresh = <L extends { id?: number }>(list: readonly L[]) => list.map(({ id: _id, ...line }) => line);
  return {
    outputQuantity,
    unit,
    note,
    lines: fresh(lines),
    substitutes: fresh(substitutes),
    operations: fresh(operations),
  };
}

/** A draft of the next revision with the same lines. */
export async function reviseBom(ctx: Ctx, row: Bom): Promise<undefined> {
  await create(ctx, bom, [{ ...contentOf(row), product: row.product, variant: row.variant }]);
}

/** A draft with the same lines for something else. */
export async function copyBom(
  ctx: Ctx,
  row: Bom,
  { product, variant }: { product: number | null; variant: number | null },
): Promise<undefined> {
  const { unit, ...content } = contentOf(row);
  const own = (await subjectFinder(ctx, [row]))(row)?.unit;
  // What was one of the one thing becomes one of the other; any other unit is meant as it stands.
  await create(ctx, bom, [{ ...content, ...(unit !== own && { unit }), product, variant }]);
}
