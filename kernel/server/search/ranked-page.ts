import { kernelErrors } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import { runShape } from '../db/compiled.ts';
import { type Condition, condition, inSome, shapeOf } from '../query.ts';
import type { Served } from '../served.ts';
import { byRank, type Found, type Hit } from './find.ts';
import { paddedParts } from './token-statements.ts';

export interface RankedPage {
  ids: number[];
  next: string | null;
  total: number;
  totalExact: boolean;
}

/** Behind all hits that were looked at, the others follow in the order of their ids. */
const behindTheRanked = 9;
/** Hits asked about at once while a page is filled. */
const step = 500;

/**
 * A page of what was found, best first, as far as `where` (filters, row scope) lets it through. Where more matches than
 * was looked at and the best of it does not fill the page, the rest is searched exactly and follows unranked: nothing
 * that matches is ever missing. `total` counts what is known to match; `totalExact` says whether that is all.
 */
export async function rankedPage(
  ctx: Ctx,
  served: Served,
  { hits, isComplete, condition: all }: Found,
  where: readonly Condition[],
  { limit, cursor, isCounted }: { limit: number; cursor: string | undefined; isCounted: boolean },
): Promise<RankedPage> {
  const after = cursor === undefined ? null : decodeRank(cursor);
  const isBehind = (hit: Hit) => after === null || byRank(hit, after) > 0;
  const page: Hit[] = [];
  let total = 0;
  for (let start = 0; start < hits.length; start += step) {
    if (!isCounted && page.length > limit) break;
    const part = hits.slice(start, start + step);
    const visible = where.length === 0 ? null : await visibleAmong(ctx, served, part, where);
    for (const hit of part) {
      if (visible && !visible.has(hit.id)) continue;
      total++;
      if (page.length <= limit && isBehind(hit)) page.push(hit);
    }
  }
  let totalExact = isComplete;
  if (!isComplete && page.length <= limit) {
    const rest = await others(ctx, served, hits, [...where, all], after, limit + 1 - page.length);
    if (after === null || after.level < behindTheRanked) {
      total += rest.length;
      totalExact = page.length + rest.length <= limit;
    }
    page.push(...rest);
  }
  const last = page.length > limit ? page[limit - 1] : undefined;
  return {
    ids: page.slice(0, limit).map(({ id }) => id),
    next: last ? encodeRank(last) : null,
    total,
    totalExact,
  };
}

async function visibleAmong(
  ctx: Ctx,
  { table }: Served,
  hits: readonly Hit[],
  where: readonly Condition[],
): Promise<Set<number>> {
  const among = inSome('id', [...paddedParts(hits.map(({ id }) => id))]);
  const { shape, values } = shapeOf(`visible ${ctx.app.engine.dialect} ${table}`, [among, ...where]);
  const rows = await runShape(ctx.db, shape, values, () =>
    [among, ...where].reduce((query, one) => query.where(one.where), ctx.db.selectFrom(table).select('id')),
  );
  return new Set(rows.map((row) => Number(row.id)));
}

/** Matches beyond those looked at, by id. */
async function others(
  ctx: Ctx,
  { table }: Served,
  hits: readonly Hit[],
  where: readonly Condition[],
  after: Hit | null,
  limit: number,
): Promise<Hit[]> {
  const from = after?.level === behindTheRanked ? after.id : 0;
  const known = [...paddedParts(hits.map(({ id }) => id))];
  const beyond = condition(`beyond ${known.map((part) => part.length)}`, [from, ...known.flat()], (eb) =>
    eb.and([eb('id', '>', from), ...known.map((part) => eb('id', 'not in', part))]),
  );
  const { shape, values } = shapeOf(`others ${ctx.app.engine.dialect} ${table}`, [...where, beyond]);
  const rows = await runShape(ctx.db, shape, [...values, limit], () =>
    [...where, beyond]
      .reduce((query, one) => query.where(one.where), ctx.db.selectFrom(table).select('id'))
      .orderBy('id')
      .limit(limit),
  );
  return rows.map((row) => ({ level: behindTheRanked, weight: 0, id: Number(row.id) }));
}

const encodeRank = ({ level, weight, id }: Hit): string =>
  Buffer.from(JSON.stringify(['rank', level, weight, id])).toString('base64url');

function decodeRank(cursor: string): Hit {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts[0] === 'rank' && parts.slice(1).every(Number.isSafeInteger)) {
      const [, level, weight, id] = parts as [string, number, number, number];
      if (parts.length === 4) return { level, weight, id };
    }
  } catch {
    // Falls through to the one refusal.
  }
  throw kernelErrors.invalidCursor();
}
