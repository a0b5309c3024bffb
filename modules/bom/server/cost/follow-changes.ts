import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import type { DomainEvent, Subscription } from '#kernel/server/events.ts';
import {
  keepAcyclic,
  keepComponents,
  keepConditions,
  keepManufactured,
  keepOwnConditions,
  keepRetirement,
  keepUnits,
  measuredOtherwise,
  productsAlong,
} from '../bom/keep-boms-sound.ts';
import { partsBy } from '../structure/read-rows.ts';
import { subjectsOf } from '../structure/subjects-of.ts';
import { rollUp, rollUpAll } from './roll-up.ts';

const involvedVariants = (count: number) => `SELECT v.id FROM catalog_variant v WHERE v.id IN ${marks(count)}
  AND (EXISTS (SELECT 1 FROM bom_bom_lines l WHERE l.component = v.id)
    OR EXISTS (SELECT 1 FROM bom_bom b WHERE b.variant = v.id)
    OR EXISTS (SELECT 1 FROM bom_bom b WHERE b.product = v.product))`;
const involvedProducts = (count: number) => `SELECT p.id FROM catalog_product p WHERE p.id IN ${marks(count)}
  AND (EXISTS (SELECT 1 FROM bom_bom b WHERE b.product = p.id)
    OR EXISTS (SELECT 1 FROM bom_bom_lines l JOIN catalog_variant v ON v.id = l.component WHERE v.product = p.id))`;
const askedAtOnce = 5000;

/** Most records stand in no BOM: one statement for all finds that out, so that imports of products stay fast. */
async function involved(
  ctx: Ctx,
  statement: (count: number) => string,
  events: readonly DomainEvent[],
): Promise<number[]> {
  const found: number[] = [];
  for (const ids of inParts(idsOf(events), askedAtOnce)) {
    const { rows } = await sendStatement(ctx.db, statement(ids.length), ids);
    found.push(...rows.map((row) => Number(row.id)));
  }
  return found;
}

const idsOf = (events: readonly DomainEvent[]): number[] => events.map(({ id }) => id);
const touches = (event: DomainEvent, fields: readonly string[]): boolean => event.touches?.(...fields) ?? true;
/** Gives the records among some in which one of the fields has changed. */
const touchedAmong = (events: readonly DomainEvent[], ids: readonly number[]) => {
  const wanted = new Set(ids);
  return (...fields: string[]) => idsOf(events.filter((event) => wanted.has(event.id) && touches(event, fields)));
};

/** What of a variant says what it costs, and what it is made of. */
const variantFields = ['purchasePrice', 'unit', 'unitConversions', 'product', 'attributes', 'isManufactured'];
/** What of a product its BOM and its variants' conversions stand on. */
const productFields = ['unit', 'unitConversions', 'axes', 'isManufactured'];

/** Nothing contains them yet, so no circle can close; but BOMs of their product are for them as well. */
async function followNewVariants(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const ids = await involved(ctx, involvedVariants, events);
  if (ids.length === 0) return;
  await keepUnits(ctx, ids);
  await rollUp(ctx, ids);
}

async function followVariants(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const ids = await involved(
    ctx,
    involvedVariants,
    events.filter((event) => touches(event, variantFields)),
  );
  if (ids.length === 0) return;
  const touched = touchedAmong(events, ids);
  await keepManufactured(ctx, 'variant', touched('isManufactured'));
  await keepOwnConditions(ctx, touched('product'));
  await keepAcyclic(ctx, touched('product', 'attributes', 'isManufactured'));
  await keepUnits(ctx, touched('unit', 'unitConversions', 'product', 'isManufactured'));
  await rollUp(ctx, ids);
}

async function followProducts(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const ids = await involved(
    ctx,
    involvedProducts,
    events.filter((event) => touches(event, productFields)),
  );
  if (ids.length === 0) return;
  const touched = touchedAmong(events, ids);
  await keepManufactured(ctx, 'product', touched('isManufactured'));
  await keepConditions(ctx, touched('axes'));
  const measured = touched('unit', 'unitConversions');
  const variants = (await partsBy(ctx, 'product', measured)).map((part) => part.id);
  await keepUnits(ctx, variants);
  if (variants.length > 0) await rollUp(ctx, variants);
}

async function followAttributes(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const renamed = events.filter((event) => touches(event, ['code', 'values']));
  await keepConditions(ctx, await productsAlong(ctx, idsOf(renamed)));
}

async function followConversions(ctx: Ctx): Promise<void> {
  await keepUnits(ctx, await measuredOtherwise(ctx));
  await rollUpAll(ctx);
}

async function followRelease(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const subjects = await subjectsOf(ctx, idsOf(events));
  await keepUnits(ctx, subjects);
  await rollUp(ctx, subjects);
}

async function followRetirement(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  await keepRetirement(ctx, idsOf(events));
  await rollUp(ctx, await subjectsOf(ctx, idsOf(events)));
}

type During = Extract<Subscription, { phase: 'during' }>;

const during = (event: string, name: string, handle: During['handle']): Subscription => ({
  event,
  phase: 'during',
  name: `bom.${name}`,
  handle,
});

/** Everything that can change a cost or make a BOM untrue, in the transaction in which it changes. */
export const costSubscriptions: readonly Subscription[] = [
  during('catalog.variant.created', 'followNewVariant', followNewVariants),
  during('catalog.variant.updated', 'followVariant', followVariants),
  during('catalog.product.updated', 'followProduct', followProducts),
  during('catalog.attribute.updated', 'followAttribute', followAttributes),
  during('catalog.unitConversion.created', 'followNewConversion', followConversions),
  during('catalog.unitConversion.updated', 'followConversion', followConversions),
  during('catalog.unitConversion.deleted', 'followLostConversion', followConversions),
  during('bom.bom.released', 'followRelease', followRelease),
  during('bom.bom.obsolete', 'followRetirement', followRetirement),
  during('catalog.variant.archived', 'keepComponent', (ctx, events) => keepComponents(ctx, idsOf(events))),
];
