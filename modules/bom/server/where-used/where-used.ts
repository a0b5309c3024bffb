import { type Fraction, fraction, negative, over, plus, times, zero } from '#kernel/contract/fraction.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { inOrder } from '../structure/in-order.ts';
import { loadStructure } from '../structure/load-structure.ts';
import { ancestorsOf } from '../structure/parents-of.ts';
import type { BomHead } from '../structure/read-rows.ts';

export interface UseOf {
  variant: number;
  level: number;
  bom: BomHead;
  /** Millionths of the component for one base unit of the variant, over all ways, scrap included. */
  quantity: Fraction;
}

const quantityUnit = fraction(1_000_000);

/**
 * Every variant that contains a component on a day, over all levels: the inverse of the explosion. The nearest come
 * first. Quantities are those of a batch of the BOM's size, not rounded up to multiples.
 */
export async function whereUsed(ctx: Ctx, component: number, date: string): Promise<UseOf[]> {
  const ancestors = await ancestorsOf(ctx, [component], date);
  const { recipes } = await loadStructure(ctx, [...ancestors.keys()], date, 1);
  const contained = new Map<number, Fraction>([[component, quantityUnit]]);
  for (const id of inOrder([...ancestors.keys()], recipes)) {
    let quantity = zero;
    const recipe = recipes.get(id);
    for (const { line, part, perBatch } of recipe?.needs ?? []) {
      const inside = contained.get(part.id);
      if (!inside || !recipe) continue;
      const share = over(line.kind === 'byProduct' ? negative(perBatch) : perBatch, recipe.output);
      quantity = plus(quantity, times(share, inside));
    }
    contained.set(id, quantity);
  }
  return [...ancestors]
    .map(([variant, { level, bom }]) => ({ variant, level, bom, quantity: contained.get(variant) ?? zero }))
    .sort((a, b) => a.level - b.level || a.bom.code.localeCompare(b.bom.code));
}
