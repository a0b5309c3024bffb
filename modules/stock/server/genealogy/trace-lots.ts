import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';

/** A document that moved goods, by the name of its resource. */
export interface Paper {
  resource: string;
  id: number;
}
/** Goods of one lot (null: of no lot) that went into a document or came out of it. */
export interface Share {
  product: number;
  lot: number | null;
  quantity: Quantity;
}
/** One piece of work: what it consumed became what it produced. */
export interface Passage extends Paper {
  date: string;
  inputs: Share[];
  outputs: Share[];
}
export interface Trace {
  /** Lots that were reached, the first one too. */
  lots: Set<number>;
  passages: Passage[];
  /** There is more than is followed. */
  isCut: boolean;
}

const deepest = 30;
const mostLots = 5000;
const askedAtOnce = 5000;
export const paperKey = ({ resource, id }: Paper): string => `${resource}/${id}`;

/**
 * Follows lots through what was made of them (`down`), or to what they were made of (`up`): two statements for each
 * generation, however many lots it has. What was reversed has never been.
 */
export async function traceLots(ctx: Ctx, start: number, direction: 'up' | 'down'): Promise<Trace> {
  const lots = new Set([start]);
  const passages = new Map<string, Passage>();
  let generation = [start];
  for (let depth = 0; generation.length > 0; depth++) {
    if (depth === deepest || lots.size > mostLots) return { lots, passages: [...passages.values()], isCut: true };
    const papers = (await papersOf(ctx, generation, direction)).filter((paper) => !passages.has(paperKey(paper)));
    const found = await passagesOf(ctx, papers);
    const next = new Set<number>();
    for (const passage of found) {
      passages.set(paperKey(passage), passage);
      for (const { lot } of direction === 'down' ? passage.outputs : passage.inputs)
        if (lot !== null && !lots.has(lot)) next.add(lot);
    }
    for (const lot of next) lots.add(lot);
    generation = [...next];
  }
  return { lots, passages: [...passages.values()], isCut: false };
}

/** A movement that still counts: it neither takes back nor was taken back. */
export const stands = (alias: string) =>
  `${alias}.kind <> 'reversal' AND NOT EXISTS (SELECT 1 FROM stock_movement r WHERE r.reversal_of = ${alias}.id)`;

/** Documents into which the lots went, or from which they came. */
async function papersOf(ctx: Ctx, lots: readonly number[], direction: 'up' | 'down'): Promise<Paper[]> {
  const kind = direction === 'down' ? 'consumption' : 'production';
  const papers = new Map<string, Paper>();
  for (const part of inParts(lots, askedAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT DISTINCT m.source_resource, m.source_id FROM stock_movement m
        WHERE m.lot IN ${marks(part.length)} AND m.kind = ? AND ${stands('m')}`,
      [...part, kind],
    );
    for (const row of rows) {
      const paper = { resource: String(row.source_resource), id: Number(row.source_id) };
      papers.set(paperKey(paper), paper);
    }
  }
  return [...papers.values()];
}

/** What the documents consumed and produced, lot by lot. */
async function passagesOf(ctx: Ctx, papers: readonly Paper[]): Promise<Passage[]> {
  const found = new Map<string, Passage>();
  const wanted = new Set(papers.map(paperKey));
  const resources = [...new Set(papers.map(({ resource }) => resource))];
  for (const part of inParts([...new Set(papers.map(({ id }) => id))], askedAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT m.source_resource, m.source_id, m.kind, m.product, m.lot, SUM(m.quantity) AS quantity, MIN(m.date) AS date
        FROM stock_movement m WHERE m.source_resource IN ${marks(resources.length)} AND m.source_id IN ${marks(part.length)}
          AND m.kind IN ('consumption', 'production') AND ${stands('m')}
        GROUP BY m.source_resource, m.source_id, m.kind, m.product, m.lot ORDER BY MIN(m.id)`,
      [...resources, ...part],
    );
    for (const row of rows) {
      const paper = { resource: String(row.source_resource), id: Number(row.source_id) };
      const key = paperKey(paper);
      if (!wanted.has(key)) continue;
      const passage = found.get(key) ?? { ...paper, date: String(row.date), inputs: [], outputs: [] };
      found.set(key, passage);
      (row.kind === 'consumption' ? passage.inputs : passage.outputs).push(shareOf(row));
    }
  }
  return [...found.values()].sort((a, b) => (a.date === b.date ? a.id - b.id : a.date < b.date ? -1 : 1));
}

const shareOf = (row: Record<string, Cell>): Share => ({
  product: Number(row.product),
  lot: row.lot === null ? null : Number(row.lot),
  quantity: Number(row.quantity),
});
