import type { Ctx } from '#kernel/server/ctx.ts';
import { effectiveBoms } from './effective-boms.ts';
import { applicable } from './load-structure.ts';
import { addAttributes, type BomHead, headsBy, linesBy, type Part, partsBy } from './read-rows.ts';

/** A variant whose BOM of the day names one of the components asked for, with those lines. */
export interface Parent {
  part: Part;
  bom: BomHead;
  components: readonly number[];
}

/**
 * The variants that contain one of `components` in their own BOM of a day: the inverse of one level of an explosion.
 * At most eight statements, however many lines and variants there are.
 */
export async function parentsOf(ctx: Ctx, components: readonly number[], date: string): Promise<Parent[]> {
  const lines = await linesBy(ctx, 'component', components);
  if (lines.length === 0) return [];
  const heads = (await headsBy(ctx, 'id', [...new Set(lines.map(({ bom }) => bom))])).filter(
    ({ state, validFrom }) => state === 'released' && (validFrom ?? '') <= date,
  );
  const candidates = [
    ...(await partsBy(
      ctx,
      'id',
      heads.flatMap(({ variant }) => variant ?? []),
    )),
    ...(await partsBy(
      ctx,
      'product',
      heads.flatMap(({ product }) => product ?? []),
    )),
  ];
  const parts = [...new Map(candidates.map((part) => [part.id, part])).values()];
  if (parts.length === 0) return [];
  const boms = await effectiveBoms(ctx, parts, date);
  const linesOf = Map.groupBy(lines, ({ bom }) => bom);
  const named = parts.filter(({ id }) => linesOf.has(boms.get(id)?.id ?? 0));
  await addAttributes(
    ctx,
    named.filter(({ id }) => linesOf.get(boms.get(id)?.id ?? 0)?.some(({ condition }) => condition.size > 0)),
  );
  return named.flatMap((part) => {
    const bom = boms.get(part.id);
    const found = bom ? applicable(linesOf.get(bom.id) ?? [], part) : [];
    return bom && found.length > 0 ? [{ part, bom, components: found.map(({ component }) => component) }] : [];
  });
}

/** All variants that contain one of `seeds`, directly or through others, with the level at which each was met first. */
export async function ancestorsOf(
  ctx: Ctx,
  seeds: readonly number[],
  date: string,
): Promise<Map<number, { level: number; bom: BomHead }>> {
  const found = new Map<number, { level: number; bom: BomHead }>();
  let frontier = [...new Set(seeds)];
  for (let level = 1; frontier.length > 0; level++) {
    const next: number[] = [];
    for (const { part, bom } of await parentsOf(ctx, frontier, date)) {
      if (found.has(part.id)) continue;
      found.set(part.id, { level, bom });
      next.push(part.id);
    }
    frontier = next;
  }
  return found;
}
