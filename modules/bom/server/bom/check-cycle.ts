import type { Ctx } from '#kernel/server/ctx.ts';
import { holdsFor, parseOnlyFor } from '../../contract/index.ts';
import {
  addAttributes,
  type BomHead,
  type BomLine,
  headsBy,
  linesBy,
  type Part,
  partsBy,
} from '../structure/read-rows.ts';
import type { BomChange } from './known-records.ts';

type Edge = Pick<BomLine, 'component' | 'condition'>;
interface Known {
  parts: Map<number, Part>;
  /** By BOM: its lines as they will be after the change, else as they are. */
  edges: Map<number, Edge[]>;
  /** By variant: what it may consist of, by any BOM that is a draft or released. */
  below: Map<number, Set<number>>;
}

/**
 * Refuses BOMs that would make a variant contain itself, naming the way by SKUs. Draft and released revisions all
 * count, so that no release, retirement or date can close a circle later. Looked at level by level from the subjects
 * down: six statements for a level, however many lines it has.
 */
export async function refuseCycles(ctx: Ctx, changes: readonly BomChange[]): Promise<void> {
  const given = changes.filter(({ row }) => row.lines.length > 0);
  if (given.length === 0) return;
  const known: Known = { parts: new Map(), edges: new Map(), below: new Map() };
  const heads = given.map(({ row }, index) => ({ row, head: { ...row, id: row.id ?? -1 - index } }));
  for (const { row, head } of heads)
    known.edges.set(
      head.id,
      row.lines.map(({ component, onlyFor }) => ({ component, condition: parseOnlyFor(onlyFor) ?? new Map() })),
    );
  const subjects = await subjectParts(ctx, given);
  let frontier = subjects;
  while (frontier.length > 0)
    frontier = await loadBelow(
      ctx,
      known,
      heads.map(({ head }) => head),
      frontier,
    );
  for (const { row, fail } of given) {
    const own = subjects.filter(({ id, product }) =>
      row.variant === null ? product === row.product : id === row.variant,
    );
    const circle = own.map(({ id }) => circleThrough(known, id)).find((path) => path !== null);
    if (!circle) continue;
    const line = row.lines.findIndex(({ component }) => component === circle[1]);
    const path = circle.map((id) => known.parts.get(id)?.sku ?? String(id)).join(' → ');
    fail(line < 0 ? 'lines' : `lines.${line}.component`, 'bom.cycle', { path });
  }
}

async function subjectParts(ctx: Ctx, changes: readonly BomChange[]): Promise<Part[]> {
  const ids = changes.flatMap(({ row }) => row.variant ?? []);
  const products = changes.flatMap(({ row }) => row.product ?? []);
  const parts = [...(await partsBy(ctx, 'id', ids)), ...(await partsBy(ctx, 'product', products))];
  return [...new Map(parts.map((part) => [part.id, part])).values()];
}

/** Notes what the variants of one level may consist of, and gives those of it that were not met before. */
async function loadBelow(
  ctx: Ctx,
  { parts, edges, below }: Known,
  changed: readonly Pick<BomHead, 'id' | 'product' | 'variant'>[],
  level: readonly Part[],
): Promise<Part[]> {
  for (const part of level) parts.set(part.id, part);
  const stored = [
    ...(await headsBy(
      ctx,
      'variant',
      level.map(({ id }) => id),
    )),
    ...(await headsBy(
      ctx,
      'product',
      level.flatMap(({ product }) => product ?? []),
    )),
  ].filter(({ id, state }) => state !== 'obsolete' && !changed.some((one) => one.id === id));
  const unread = stored.map(({ id }) => id).filter((id) => !edges.has(id));
  for (const id of unread) edges.set(id, []);
  for (const line of await linesBy(ctx, 'parent_id', [...new Set(unread)])) edges.get(line.bom)?.push(line);
  const heads = [...changed, ...stored];
  const ofVariant = Map.groupBy(heads, ({ variant }) => variant);
  const ofProduct = Map.groupBy(heads, ({ product }) => product);
  const linesOf = ({ id, product }: Part): Edge[] =>
    [...(ofVariant.get(id) ?? []), ...(product === null ? [] : (ofProduct.get(product) ?? []))].flatMap(
      (head) => edges.get(head.id) ?? [],
    );
  await addAttributes(
    ctx,
    level.filter((part) => linesOf(part).some(({ condition }) => condition.size > 0)),
  );
  const next = new Set<number>();
  for (const part of level) {
    const own = linesOf(part).filter(({ condition }) => holdsFor(condition, part.attributes));
    below.set(part.id, new Set(own.map(({ component }) => component)));
    for (const { component } of own) if (!parts.has(component)) next.add(component);
  }
  return partsBy(ctx, 'id', [...next]);
}

/** A way from a variant back to itself, shortest first; null where there is none. */
function circleThrough({ below }: Known, start: number): number[] | null {
  const cameFrom = new Map<number, number>();
  for (const queue = [start]; queue.length > 0; ) {
    const id = queue.shift() ?? 0;
    for (const next of below.get(id) ?? []) {
      if (next === start) {
        const way = [start];
        for (let at = id; at !== start; at = cameFrom.get(at) ?? start) way.unshift(at);
        return [start, ...way];
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, id);
      queue.push(next);
    }
  }
  return null;
}
