import { type Fraction, fraction, over, plus, rounded, times } from '#kernel/contract/fraction.ts';
import { formatDecimal } from '#kernel/contract/index.ts';
import { type Ctx, can } from '#kernel/server/ctx.ts';
import { type TitleOf, titlesOf } from '#kernel/server/references.ts';
import { type Availability, availableStock } from '#modules/stock/server/index.ts';
import type { Demand, Explosion, ExplosionLine, Use } from '../../contract/index.ts';
import type { ExplodedBom, ExplodedNode } from '../explode/explode.ts';
import type { UseOf } from '../where-used/where-used.ts';

const quantityUnit = fraction(1_000_000);
const quantity = (amount: Fraction): string => formatDecimal(rounded(amount), 'quantity');
const money = (amount: Fraction): string => formatDecimal(rounded(amount), 'money');

/** What the actor may know beside the structure; null where he may not. */
interface Beside {
  variantOf: TitleOf;
  unitOf: TitleOf;
  bomOf: TitleOf;
  stock: ReadonlyMap<number, Availability> | null;
  seesCosts: boolean;
}

/** An explosion as this actor may see it: costs with the right to purchase prices, stock with the right to stock. */
export async function showExplosion(ctx: Ctx, exploded: ExplodedBom, date: string): Promise<Explosion> {
  const { nodes, demand, structure, isIncomplete } = exploded;
  const parts = [...structure.parts.values()];
  const wanted = [...demand.keys()];
  const beside: Beside = {
    variantOf: await titlesOf(
      ctx,
      'catalog.variant',
      parts.map(({ id }) => id),
    ),
    unitOf: await titlesOf(
      ctx,
      'org.unit',
      parts.map(({ unit }) => unit),
    ),
    bomOf: await titlesOf(
      ctx,
      'bom.bom',
      [...structure.recipes.values()].map(({ bom }) => bom.id),
    ),
    stock: can(ctx, 'stock.balance:read') ? await availableStock(ctx, wanted) : null,
    seesCosts: can(ctx, 'catalog.variant:purchasePrice'),
  };
  const [root] = nodes;
  const keys = new Map(nodes.map((node, key) => [node, key]));
  return {
    date,
    quantity: quantity(root?.quantity ?? quantityUnit),
    lines: nodes.map((node) => lineOf(node, keys, beside)),
    demand: [...demand].map(([id, amount]) => demandOf(exploded, beside, id, amount)),
    cost: beside.seesCosts && root ? costOf(root, isIncomplete) : null,
  };
}

function demandOf(
  { structure, pieceCost }: ExplodedBom,
  { variantOf, unitOf, stock, seesCosts }: Beside,
  id: number,
  amount: Fraction,
): Demand {
  const part = structure.parts.get(id);
  const held = stock && (stock.get(id) ?? { onHand: 0, available: 0 });
  const piece = seesCosts ? pieceCost(id) : null;
  const unitCost = piece && plus(piece.material, piece.operations);
  return {
    variant: variantOf(id),
    unit: unitOf(part?.unit ?? 0),
    quantity: quantity(amount),
    isAssembly: structure.recipes.has(id),
    onHand: held && formatDecimal(held.onHand, 'quantity'),
    available: held && formatDecimal(held.available, 'quantity'),
    shortage: held && formatDecimal(Math.max(0, rounded(amount) - Math.max(0, held.available)), 'quantity'),
    unitCost: unitCost && money(unitCost),
    cost: unitCost && money(times(unitCost, over(amount, quantityUnit))),
  };
}

function costOf({ material, operations, quantity: made }: ExplodedNode, isIncomplete: boolean): Explosion['cost'] {
  const total = plus(material, operations);
  return {
    material: money(material),
    operations: money(operations),
    total: money(total),
    unit: money(over(times(total, quantityUnit), made)),
    isIncomplete,
  };
}

function lineOf(
  node: ExplodedNode,
  keys: ReadonlyMap<ExplodedNode, number>,
  { variantOf, unitOf, bomOf, seesCosts }: Beside,
): ExplosionLine {
  const { parent, level, part, need, recipe, material, operations } = node;
  return {
    key: keys.get(node) ?? 0,
    parent: parent && (keys.get(parent) ?? 0),
    level,
    variant: variantOf(part.id),
    kind: need?.line.kind ?? 'root',
    quantity: quantity(node.quantity),
    unit: unitOf(part.unit),
    bom: recipe && bomOf(recipe.bom.id),
    isFixed: need?.line.isFixed ?? false,
    onlyFor: need?.line.onlyFor ?? null,
    cost: seesCosts ? money(plus(material, operations)) : null,
  };
}

/** Where-used as this actor may see it. */
export async function showUses(ctx: Ctx, uses: readonly UseOf[]): Promise<{ items: Use[] }> {
  const variantOf = await titlesOf(
    ctx,
    'catalog.variant',
    uses.map(({ variant }) => variant),
  );
  const bomOf = await titlesOf(
    ctx,
    'bom.bom',
    uses.map(({ bom }) => bom.id),
  );
  return {
    items: uses.map((use) => ({
      variant: variantOf(use.variant),
      level: use.level,
      bom: bomOf(use.bom.id),
      quantity: quantity(use.quantity),
    })),
  };
}
