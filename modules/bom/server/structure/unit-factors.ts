import { type Fraction, one } from '#kernel/contract/fraction.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import { factorFinder, type Measured } from '#modules/catalog/server/index.ts';

/** Base units of the part in one `unit`; null where no conversion leads there. */
export type UnitFactor = (part: Measured, unit: number) => Fraction | null;

const codeColumns = ['id', 'code'];

/** How to convert what is written in another unit than the part's own, exactly. Only what is, is asked for. */
export async function unitFactors(ctx: Ctx, needed: readonly { part: Measured; unit: number }[]): Promise<UnitFactor> {
  const foreign = needed.filter(({ part, unit }) => part.unit !== unit).map(({ part }) => part);
  const factor = await factorFinder(ctx, foreign);
  return (part, unit) => (part.unit === unit ? one : factor(part, unit, part.unit));
}

/** Codes of units, for what an error says. */
export async function unitCodes(ctx: Ctx, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await selectByIds(ctx.db, 'org_unit', codeColumns, ids, false);
  return new Map(rows.map((row) => [Number(row.id), String(row.code)]));
}
