import type { Ctx } from '#kernel/server/ctx.ts';
import { bomErrors, holdsFor, parseOnlyFor } from '../../contract/index.ts';
import {
  addAttributes,
  type BomHead,
  type BomLine,
  headsBy,
  linesBy,
  type Part,
  partsBy,
  substitutesOf,
} from '../structure/read-rows.ts';
import type { Bom, BomChange } from './known-records.ts';

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
 * count, and substitutes like what they stand for, so that no release, retirement, date or choice can close a circle
 * later. Looked at level by level from the subjects down: seven statements for a level, however many lines it has.
 */
export async function refuseCycles(ctx: Ctx, changes: readonly BomChange[]): Promise<void> {
  const given = changes.filter(({ row }) => row.lines.length > 0);
  if (given.length === 0) return;
  const known: Known = { parts: new Map(), edges: new Map(), below: new Map() };
  const heads = given.map(({ row }, index) => ({ row, head: { ...row, id: row.id ?? -1 - index } }));
  for (const { row, head } of heads) known.edges.set(head.id, edgesOf(row));
  const subjects = await subjectParts(ctx, given);
  await loadAllBelow(
    ctx,
    known,
    heads.map(({ head }) => head),
    subjects,
  );
  for (const { row, fail } of given) {
    const own = subjects.filter(({ id, product }) =>
      row.variant === null ? product === row.product : id === row.variant,
    );
    const circle = own.map(({ id }) => circleThrough(known, id)).find((path) => path !== null);
    if (!circle) continue;
    fail(pathTo(row, circle[1] ?? 0), 'bom.cycle', { path: skusOf(known, circle) });
  }
}

/**
 * Refuses that what changed about variants (their product, their values) makes one of them contain itself, by the BOMs
 * that are then for it. Throws 422 `bom.cycle`.
 */
export async function refuseCirclesThrough(ctx: Ctx, variants: readonly number[]): Promise<void> {
  const known: Known = { parts: new Map(), edges: new Map(), below: new Map() };
  await loadAllBelow(ctx, known, [], await partsBy(ctx, 'id', variants));
  const circle = variants.map((id) => circleThrough(known, id)).find((path) => path !== null);
  if (circle) throw bomErrors.cycle({ path: skusOf(known, circle) });
}

const skusOf = ({ parts }: Known, circle: readonly number[]): string =>
  circle.map((id) => parts.get(id)?.sku ?? String(id)).join(' → ');

/** Where a BOM names a component. */
function pathTo({ lines, substitutes }: Bom, wanted: number): string {
  const line = lines.findIndex(({ component }) => component === wanted);
  if (line >= 0) return `lines.${line}.component`;
  const other = substitutes.findIndex(({ substitute }) => substitute === wanted);
  return other >= 0 ? `substitutes.${other}.substitute` : 'lines';
}

function edgesOf({ lines, substitutes }: Pick<Bom, 'lines' | 'substitutes'>): Edge[] {
  const edges = lines.map(({ component, onlyFor }) => ({ component, condition: parseOnlyFor(onlyFor) ?? new Map() }));
  return [...edges, ...edgesOfSubstitutes(edges, substitutes)];
}

/** What stands for a component may be taken wherever that is. */
const edgesOfSubstitutes = (
  edges: readonly Edge[],
  substitutes: readonly { component: number; substitute: number }[],
): Edge[] =>
  substitutes.flatMap(({ component, substitute }) =>
    edges.filter((edge) => edge.component === component).map(({ condition }) => ({ component: substitute, condition })),
  );

type Head = Pick<BomHead, 'id' | 'product' | 'variant'>;

async function loadAllBelow(ctx: Ctx, known: Known, changed: readonly Head[], start: readonly Part[]): Promise<void> {
  for (let frontier = start; frontier.length > 0; ) frontier = await loadBelow(ctx, known, changed, frontier);
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
  changed: readonly Head[],
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
  await readEdges(
    ctx,
    edges,
    stored.map(({ id }) => id).filter((id) => !edges.has(id)),
  );
  const heads = [...changed, ...stored];
  const ofVariant = Map.groupBy(heads, ({ variant }) => variant);
  const ofProduct = Map.groupBy(heads, ({ product }) => product);
  const linesOf = ({ id, product, isManufactured }: Part): Edge[] =>
    [
      ...(ofVariant.get(id) ?? []),
      ...(product === null || !isManufactured ? [] : (ofProduct.get(product) ?? [])),
    ].flatMap((head) => edges.get(head.id) ?? []);
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

async function readEdges(ctx: Ctx, edges: Map<number, Edge[]>, boms: readonly number[]): Promise<void> {
  const unread = [...new Set(boms)];
  for (const id of unread) edges.set(id, []);
  for (const line of await linesBy(ctx, 'parent_id', unread)) edges.get(line.bom)?.push(line);
  for (const [id, substitutes] of await substitutesOf(ctx, unread)) {
    const own = edges.get(id) ?? [];
    edges.set(id, [...own, ...edgesOfSubstitutes(own, substitutes)]);
  }
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
