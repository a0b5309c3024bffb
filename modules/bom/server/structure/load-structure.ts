import { type Fraction, fraction, one, times } from '#kernel/contract/fraction.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { catalogErrors } from '#modules/catalog/contract/index.ts';
import { holdsFor } from '../../contract/index.ts';
import { effectiveBoms } from './effective-boms.ts';
import {
  addAttributes,
  type BomHead,
  type BomLine,
  type BomOperation,
  linesBy,
  operationsOf,
  type Part,
  partsBy,
} from './read-rows.ts';
import { unitCodes, unitFactors } from './unit-factors.ts';

/** A line as it holds for one variant, in the component's base unit. */
export interface Need {
  line: BomLine;
  part: Part;
  /** Millionths of the base unit for one batch, scrap included. */
  perBatch: Fraction;
  /** Millionths of the base unit; null where nothing is rounded. */
  multiple: Fraction | null;
}

/** How a variant is made. */
export interface Recipe {
  subject: Part;
  bom: BomHead;
  /** Millionths of the variant's base unit that come out of one batch. */
  output: Fraction;
  needs: readonly Need[];
  operations: readonly BomOperation[];
}

export interface Structure {
  parts: ReadonlyMap<number, Part>;
  /** By variant; absent for what has no BOM. */
  recipes: ReadonlyMap<number, Recipe>;
}

interface Loaded {
  parts: Map<number, Part>;
  bomOf: Map<number, BomHead>;
  lines: Map<number, BomLine[]>;
}

const percentUnit = 1_000_000;

/**
 * Everything that the given variants are made of on a day, level by level: five statements for a level that has
 * anything new, however many lines it has (two more where lines hold for some variants only), and at most five at the end.
 * `levels` limits how far down it looks. Throws 422 `catalog.noUnitConversion`.
 */
export async function loadStructure(
  ctx: Ctx,
  roots: readonly number[],
  date: string,
  levels = Number.POSITIVE_INFINITY,
): Promise<Structure> {
  const loaded: Loaded = { parts: new Map(), bomOf: new Map(), lines: new Map() };
  let frontier = [...new Set(roots)];
  for (let level = 0; frontier.length > 0; level++) {
    const fresh = await partsBy(ctx, 'id', frontier);
    for (const part of fresh) loaded.parts.set(part.id, part);
    if (level >= levels) break;
    frontier = await loadLevel(ctx, loaded, fresh, date);
  }
  const operations = await operationsOf(ctx, [...loaded.lines.keys()]);
  const units = await unitsOf(ctx, loaded);
  const recipes = new Map<number, Recipe>();
  for (const [id, bom] of loaded.bomOf) {
    const part = loaded.parts.get(id);
    if (part) recipes.set(id, recipeOf(loaded, part, bom, units.inBase, operations.get(bom.id) ?? []));
  }
  await units.refuseMissing();
  return { parts: loaded.parts, recipes };
}

/** The BOMs of the parts of one level; gives the components not met before. */
async function loadLevel(ctx: Ctx, loaded: Loaded, fresh: readonly Part[], date: string): Promise<number[]> {
  const boms = await effectiveBoms(ctx, fresh, date);
  const unread = [...new Set([...boms.values()].map(({ id }) => id))].filter((id) => !loaded.lines.has(id));
  for (const id of unread) loaded.lines.set(id, []);
  for (const line of await linesBy(ctx, 'parent_id', unread)) loaded.lines.get(line.bom)?.push(line);
  const isConditional = (id: number) => loaded.lines.get(id)?.some(({ condition }) => condition.size > 0) ?? false;
  await addAttributes(
    ctx,
    fresh.filter(({ id }) => isConditional(boms.get(id)?.id ?? 0)),
  );
  const next = new Set<number>();
  for (const part of fresh) {
    const bom = boms.get(part.id);
    if (!bom) continue;
    loaded.bomOf.set(part.id, bom);
    for (const { component } of applicable(loaded.lines.get(bom.id) ?? [], part))
      if (!loaded.parts.has(component)) next.add(component);
  }
  return [...next];
}

export const applicable = <L extends BomLine>(lines: readonly L[], part: Pick<Part, 'attributes'>): L[] =>
  lines.filter(({ condition }) => holdsFor(condition, part.attributes));

/** A quantity in a unit → base units of the part. */
type InBase = (part: Part, quantity: number, unit: number) => Fraction;

async function unitsOf(
  ctx: Ctx,
  { parts, bomOf, lines }: Loaded,
): Promise<{ inBase: InBase; refuseMissing(): Promise<void> }> {
  const needed = [...lines.values()].flat().flatMap(({ component, unit }) => {
    const part = parts.get(component);
    return part ? [{ part, unit }] : [];
  });
  for (const [id, { unit }] of bomOf) {
    const part = parts.get(id);
    if (part) needed.push({ part, unit });
  }
  const factor = await unitFactors(ctx, needed);
  let missing: { part: Part; unit: number } | undefined;
  return {
    inBase: (part, quantity, unit) => {
      const found = factor(part, unit);
      if (!found) missing ??= { part, unit };
      return times(fraction(quantity), found ?? one);
    },
    refuseMissing: async () => {
      if (!missing) return;
      const { part, unit } = missing;
      const codes = await unitCodes(ctx, [unit, part.unit]);
      throw catalogErrors.noUnitConversion({
        sku: part.sku,
        from: codes.get(unit) ?? '',
        to: codes.get(part.unit) ?? '',
      });
    },
  };
}

function recipeOf(
  { parts, lines }: Loaded,
  subject: Part,
  bom: BomHead,
  inBase: InBase,
  operations: readonly BomOperation[],
): Recipe {
  const needs = applicable(lines.get(bom.id) ?? [], subject).flatMap((line): Need[] => {
    const part = parts.get(line.component);
    if (!part) return [];
    const plain = inBase(part, line.quantity, line.unit);
    const perBatch = line.scrapPercent ? times(plain, fraction(percentUnit + line.scrapPercent, percentUnit)) : plain;
    const multiple = line.roundingMultiple === null ? null : inBase(part, line.roundingMultiple, line.unit);
    return [{ line, part, perBatch, multiple }];
  });
  return { subject, bom, output: inBase(subject, bom.outputQuantity, bom.unit), needs, operations };
}
