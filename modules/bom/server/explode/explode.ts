import { ceilTo, type Fraction, fraction, negative, over, plus, times, zero } from '#kernel/contract/fraction.ts';
import type { Quantity } from '#kernel/contract/index.ts';
import { kernelErrors } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { bomErrors } from '../../contract/index.ts';
import { boughtCost, madeCost, operationCost, type PieceCost } from '../cost/piece-cost.ts';
import { inOrder } from '../structure/in-order.ts';
import { loadStructure, type Need, type Recipe, type Structure } from '../structure/load-structure.ts';
import type { Part } from '../structure/read-rows.ts';

/** A node of the exploded tree, in the order in which it is read: every node before what it is made of. */
export interface ExplodedNode {
  parent: ExplodedNode | null;
  level: number;
  part: Part;
  need: Need | null;
  recipe: Recipe | null;
  /** Millionths of the part's base unit; negative for a by-product. */
  quantity: Fraction;
  /** Of this quantity with all that is below it, in ten-thousandths. */
  material: Fraction;
  operations: Fraction;
}

export interface ExplodedBom {
  nodes: ExplodedNode[];
  /** Millionths of its base unit by variant: the sum over the tree. Phantoms that have a BOM are not in it. */
  demand: Map<number, Fraction>;
  structure: Structure;
  /** What one of a part costs by the BOMs of that day; what is left over by rounding is no cost. */
  pieceCost(variant: number): PieceCost;
  isIncomplete: boolean;
}

/** More is no list for anybody. */
export const mostNodes = 50_000;
const quantityUnit = fraction(1_000_000);

/**
 * What is needed to make `quantity` (millionths of its base unit) of a variant, by the BOMs of a day. Quantities stay
 * exact over all levels; only a rounding multiple rounds on the way, up, per line. The wanted quantity counts as one
 * batch: fixed lines and operations come once. The statements grow with the levels, not with the lines.
 * Throws 404 for an unknown variant, 422 `bom.explosionTooLarge`, `catalog.noUnitConversion`.
 */
export async function explode(ctx: Ctx, variant: number, quantity: Quantity, date: string): Promise<ExplodedBom> {
  const structure = await loadStructure(ctx, [variant], date);
  const part = structure.parts.get(variant);
  if (!part) throw kernelErrors.notFound();
  const nodes: ExplodedNode[] = [];
  const waiting = [nodeOf(structure, null, part, null, fraction(quantity))];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    nodes.push(node);
    const below = childrenOf(structure, node);
    if (nodes.length + waiting.length + below.length > mostNodes)
      throw bomErrors.explosionTooLarge({ most: mostNodes });
    waiting.push(...below.reverse());
  }
  const pieceCost = pieceCosts(structure);
  addCosts(nodes, pieceCost);
  return {
    nodes,
    demand: demandOf(nodes),
    structure,
    pieceCost,
    isIncomplete: nodes.some(({ recipe, part }) => !recipe && pieceCost(part.id).isIncomplete),
  };
}

function nodeOf(
  { recipes }: Structure,
  parent: ExplodedNode | null,
  part: Part,
  need: Need | null,
  quantity: Fraction,
): ExplodedNode {
  const recipe = need?.line.kind === 'byProduct' ? null : (recipes.get(part.id) ?? null);
  return {
    parent,
    level: parent ? parent.level + 1 : 0,
    part,
    need,
    recipe,
    quantity,
    material: zero,
    operations: zero,
  };
}

const childrenOf = (structure: Structure, node: ExplodedNode): ExplodedNode[] =>
  (node.recipe?.needs ?? []).map((need) =>
    nodeOf(structure, node, need.part, need, neededFor(need, node.quantity, node.recipe?.output ?? quantityUnit)),
  );

function neededFor({ line, perBatch, multiple }: Need, wanted: Fraction, output: Fraction): Fraction {
  const plain = line.isFixed ? perBatch : over(times(perBatch, wanted), output);
  if (line.kind === 'byProduct') return negative(plain);
  return multiple ? ceilTo(plain, multiple) : plain;
}

/** Costs of one piece, computed from below when the first is asked for. */
function pieceCosts({ parts, recipes }: Structure): (variant: number) => PieceCost {
  const made = new Map<number, PieceCost>();
  const costOf = (id: number) => made.get(id) ?? boughtCost({ purchasePrice: parts.get(id)?.purchasePrice ?? null });
  return (variant) => {
    if (recipes.has(variant) && made.size === 0)
      for (const id of inOrder([...recipes.keys()], recipes)) {
        const recipe = recipes.get(id);
        if (recipe) made.set(id, madeCost(recipe, costOf));
      }
    return costOf(variant);
  };
}

/** From below: what is bought costs its price, what is made costs what went into it; a by-product is worth its own cost. */
function addCosts(nodes: readonly ExplodedNode[], pieceCost: (variant: number) => PieceCost): void {
  for (const node of nodes.toReversed()) {
    const pieces = over(node.quantity, quantityUnit);
    if (!node.recipe) {
      const { material, operations } = pieceCost(node.part.id);
      node.material = times(pieces, material);
      node.operations = times(pieces, operations);
    }
    for (const operation of node.recipe?.operations ?? []) {
      const amount = operationCost(operation);
      node.operations = plus(node.operations, operation.isFixed ? amount : times(amount, pieces));
    }
    if (!node.parent) continue;
    node.parent.material = plus(node.parent.material, node.material);
    node.parent.operations = plus(node.parent.operations, node.operations);
  }
}

function demandOf(nodes: readonly ExplodedNode[]): Map<number, Fraction> {
  const demand = new Map<number, Fraction>();
  for (const { need, recipe, part, quantity } of nodes) {
    // A phantom is never made nor stocked: what it consists of goes into what is above it.
    if (!need || (need.line.kind === 'phantom' && recipe)) continue;
    demand.set(part.id, plus(demand.get(part.id) ?? zero, quantity));
  }
  return demand;
}
