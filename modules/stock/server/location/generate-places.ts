import type { Draft, Row } from '#kernel/contract/index.ts';
import { type Ctx, withTransaction } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { create } from '#kernel/server/write.ts';
import { location, stockErrors, warehouse } from '../../contract/index.ts';

type Location = Row<typeof location>;

/** One step of the tree: `R`, 1 to 4, two digits → R01 … R04. */
export interface PlaceLevel {
  level: NonNullable<Location['level']>;
  mark: string;
  from: number;
  to: number;
  digits: number;
}
export interface PlacePattern {
  warehouse: number;
  /** What the new places belong to; absent: they stand at the top of the warehouse. */
  parent: number | null;
  /** What all codes begin with; absent: the code of the parent. */
  prefix: string | null;
  levels: readonly PlaceLevel[];
  /** Absent: that of the parent. */
  purpose: Location['purpose'] | null;
  maxBoxes: number | null;
  dryRun: boolean;
}
export interface GeneratedPlaces {
  /** Places that are new; those that are there already stay as they are. */
  created: number;
  known: number;
  first: string;
  last: string;
}

const mostPlaces = 5000;
const longestCode = location.fields.code.max ?? 60;
/** Room between two places on the walk, for one that comes later. */
const stepOnTheWalk = 10;

/**
 * Lays out a rack, or many: every combination of the levels as a tree of places with codes like
 * `DE-Hamburg-Markt-R04-F02-B02`, the innermost ones in the order in which one walks past them. Repeating it with a
 * higher number extends what is there.
 * @throws AppError 422 `stock.tooManyPlaces`, `stock.placeCodeTooLong`
 */
export async function generatePlaces(ctx: Ctx, pattern: PlacePattern): Promise<GeneratedPlaces> {
  const parent = pattern.parent === null ? null : await rowOf(ctx, location, pattern.parent);
  await rowOf(ctx, warehouse, pattern.warehouse);
  const rows = codesOf(pattern, pattern.prefix ?? parent?.code ?? '');
  const all = rows.flat();
  const known = await idsByCode(
    ctx,
    all.map(({ code }) => code),
  );
  const report = {
    created: all.length - known.size,
    known: known.size,
    first: rows.at(-1)?.at(0)?.code ?? '',
    last: rows.at(-1)?.at(-1)?.code ?? '',
  };
  if (pattern.dryRun || report.created === 0) return report;
  await withTransaction(ctx, (tx) => createLevels(tx, pattern, rows, known));
  return report;
}

interface PlannedPlace {
  code: string;
  /** Code of the planned place it belongs to. */
  within: string | null;
}

/** The codes, one list for each level. */
function codesOf({ levels }: PlacePattern, prefix: string): PlannedPlace[][] {
  const size = levels.reduce((product, { from, to }) => product * Math.max(0, to - from + 1), 1);
  if (size < 1 || size > mostPlaces) throw stockErrors.tooManyPlaces({ max: mostPlaces });
  const rows: PlannedPlace[][] = [];
  for (const { mark, from, to, digits } of levels) {
    const above: (string | null)[] = rows.at(-1)?.map(({ code }) => code) ?? [null];
    rows.push(
      above.flatMap((within) =>
        Array.from({ length: to - from + 1 }, (_, index) => ({
          code: [within ?? prefix, mark + String(from + index).padStart(digits, '0')].filter(Boolean).join('-'),
          within,
        })),
      ),
    );
  }
  const longest = rows.at(-1)?.at(-1)?.code ?? '';
  if (longest.length > longestCode) throw stockErrors.placeCodeTooLong({ code: longest, max: longestCode });
  if (rows.flat().length > mostPlaces) throw stockErrors.tooManyPlaces({ max: mostPlaces });
  return rows;
}

async function idsByCode(ctx: Ctx, codes: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.db
    .selectFrom('stock_location')
    .select(['id', 'code'])
    .where('code', 'in', [...codes])
    .execute();
  return new Map(rows.map(({ id, code }) => [String(code), Number(id)]));
}

/** Level by level, so that each place can name the one it belongs to; goods lie in the innermost ones. */
async function createLevels(
  ctx: Ctx,
  pattern: PlacePattern,
  rows: readonly PlannedPlace[][],
  known: Map<string, number>,
): Promise<void> {
  let position = await lastPosition(ctx, pattern.warehouse);
  for (const [index, row] of rows.entries()) {
    const isInnermost = index === rows.length - 1;
    const fresh = row.filter(({ code }) => !known.has(code));
    const made = await create(
      ctx,
      location,
      fresh.map(({ code, within }): Draft<typeof location> => {
        if (isInnermost) position += stepOnTheWalk;
        return {
          code,
          warehouse: pattern.warehouse,
          parent: within === null ? pattern.parent : (known.get(within) ?? null),
          level: pattern.levels[index]?.level ?? null,
          ...(pattern.purpose !== null && { purpose: pattern.purpose }),
          ...(isInnermost && { routePosition: position, maxBoxes: pattern.maxBoxes }),
        };
      }),
    );
    for (const { id, code } of made) known.set(code, id);
  }
}

async function lastPosition(ctx: Ctx, inWarehouse: number): Promise<number> {
  const row = await ctx.db
    .selectFrom('stock_location')
    .select((eb) => eb.fn.max('route_position').as('last'))
    .where('warehouse', '=', inWarehouse)
    .executeTakeFirst();
  return Number(row?.last ?? 0);
}
