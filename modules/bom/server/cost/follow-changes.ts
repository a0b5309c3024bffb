import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import type { DomainEvent, Subscription } from '#kernel/server/events.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { bomErrors } from '../../contract/index.ts';
import { parentsOf } from '../structure/parents-of.ts';
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

async function followVariants(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const ids = await involved(ctx, involvedVariants, events);
  if (ids.length > 0) await rollUp(ctx, ids);
}

async function followProducts(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const ids = await involved(ctx, involvedProducts, events);
  if (ids.length === 0) return;
  const variants = await partsBy(ctx, 'product', ids);
  await rollUp(
    ctx,
    variants.map((part) => part.id),
  );
}

async function followBoms(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  await rollUp(ctx, await subjectsOf(ctx, idsOf(events)));
}

/** What is archived is bought and made no more: no BOM that holds today may ask for it. */
async function keepComponents(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const [parent] = await parentsOf(ctx, idsOf(events), businessDate(ctx.app.clock()));
  if (!parent) return;
  const [part] = await partsBy(ctx, 'id', [...parent.components]);
  throw bomErrors.componentInUse({ sku: part?.sku ?? '', bom: parent.bom.code });
}

type During = Extract<Subscription, { phase: 'during' }>;

const during = (event: string, name: string, handle: During['handle']): Subscription => ({
  event,
  phase: 'during',
  name: `bom.${name}`,
  handle,
});

/** Everything that can change a cost, in the transaction in which it changes. */
export const costSubscriptions: readonly Subscription[] = [
  during('catalog.variant.created', 'followNewVariant', followVariants),
  during('catalog.variant.updated', 'followVariant', followVariants),
  during('catalog.product.updated', 'followProduct', followProducts),
  during('catalog.unitConversion.created', 'followNewConversion', async (ctx) => void (await rollUpAll(ctx))),
  during('catalog.unitConversion.updated', 'followConversion', async (ctx) => void (await rollUpAll(ctx))),
  during('catalog.unitConversion.deleted', 'followLostConversion', async (ctx) => void (await rollUpAll(ctx))),
  during('bom.bom.released', 'followRelease', followBoms),
  during('bom.bom.obsolete', 'followRetirement', followBoms),
  during('catalog.variant.archived', 'keepComponent', keepComponents),
];
