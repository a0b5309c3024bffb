import { type Fraction, fraction, over, plus, rounded, times } from '#kernel/contract/fraction.ts';
import { formatDecimal, type Reference } from '#kernel/contract/index.ts';
import { type Ctx, can } from '#kernel/server/ctx.ts';
import { referenceTitles } from '#kernel/server/references.ts';
import { type Availability, availableStock } from '#modules/stock/server/index.ts';
import type { Demand, Explosion, ExplosionLine, Use } from '../../contract/index.ts';
import type { ExplodedBom, ExplodedNode } from '../explode/explode.ts';
import type { UseOf } from '../where-used/where-used.ts';

const quantityUnit = fraction(1_000_000);
const quantity = (amount: Fraction): string => formatDecimal(rounded(amount), 'quantity');
const money = (amount: Fraction): string => formatDecimal(rounded(amount), 'money');

type Titles = (resource: string, id: number) => Reference;

/** Titles of records, one statement per resource (two for variants, whose names come from their products). */
async function titlesOf(ctx: Ctx, wanted: Readonly<Record<string, readonly number[]>>): Promise<Titles> {
  const found = new Map<string, Map<number, Reference>>();
  for (const [resource, ids] of Object.entries(wanted))
    found.set(resource, await referenceTitles(ctx, ctx.app.served(resource), [...new Set(ids)]));
  return (resource, id) => found.get(resource)?.get(id) ?? { id, title: null };
}

/** What the actor may know beside the structure; null where he may not. */
interface Beside {
  titles: Titles;
  stock: ReadonlyMap<number, Availability> | null;
  seesCosts: boolean;
}

/** An explosion as this actor may see it: costs with the right to purchase prices, stock with the right to stock. */
export async function showExplosion(ctx: Ctx, exploded: ExplodedBom, date: string): Promise<Explosion> {
  const { nodes, demand, structure, isIncomplete } = exploded;
  const parts = [...structure.parts.values()];
  const wanted = [...demand.keys()];
  const beside: Beside = {
    titles: await titlesOf(ctx, {
      'catalog.variant': parts.map(({ id }) => id),
      'org.unit': parts.map(({ unit }) => unit),
      'bom.bom': [...structure.recipes.values()].map(({ bom }) => bom.id),
    }),
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
  { titles, stock, seesCosts }: Beside,
  id: number,
  amount: Fraction,
): Demand {
  const part = structure.parts.get(id);
  const held = stock && (stock.get(id) ?? { onHand: 0, available: 0 });
  const piece = seesCosts ? pieceCost(id) : null;
  const unitCost = piece && plus(piece.material, piece.operations);
  return {
    variant: titles('catalog.variant', id),
    unit: titles('org.unit', part?.unit ?? 0),
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
  { titles, seesCosts }: Beside,
): ExplosionLine {
  const { parent, level, part, need, recipe, material, operations } = node;
  return {
    key: keys.get(node) ?? 0,
    parent: parent && (keys.get(parent) ?? 0),
    level,
    variant: titles('catalog.variant', part.id),
    kind: need?.line.kind ?? 'root',
    quantity: quantity(node.quantity),
    unit: titles('org.unit', part.unit),
    bom: recipe && titles('bom.bom', recipe.bom.id),
    isFixed: need?.line.isFixed ?? false,
    onlyFor: need?.line.onlyFor ?? null,
    cost: seesCosts ? money(plus(material, operations)) : null,
  };
}

/** Where-used as this actor may see it. */
export async function showUses(ctx: Ctx, uses: readonly UseOf[]): Promise<{ items: Use[] }> {
  const titles = await titlesOf(ctx, {
    'catalog.variant': uses.map(({ variant }) => variant),
    'bom.bom': uses.map(({ bom }) => bom.id),
  });
  return {
    items: uses.map((use) => ({
      variant: titles('catalog.variant', use.variant),
      level: use.level,
      bom: titles('bom.bom', use.bom.id),
      quantity: quantity(use.quantity),
    })),
  };
}
