import { formatDecimal, type Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { shownVariants, type VariantFacts } from '#modules/catalog/server/index.ts';
import { type AbcClass, type LevelState, levelStates, type Shortage, type Shortages } from '../../contract/index.ts';
import { type Found, findShortages } from './find-shortages.ts';

export interface ShortageQuery {
  warehouse?: number;
  /** `short`: only what needs something done; `all`: every rule. */
  show: 'short' | 'all';
  limit: number;
}

const needsCare = ({ state, proposal, isLate }: Found): boolean => state !== 'ok' || proposal > 0 || isLate;

/** The shortage list as the reader may see it. */
export async function showShortages(ctx: Ctx, { warehouse, show, limit }: ShortageQuery): Promise<Shortages> {
  const all = await findShortages(ctx, warehouse === undefined ? {} : { warehouse });
  const counts = Object.fromEntries(
    levelStates.map((state) => [state, all.filter((one) => one.state === state).length]),
  ) as Record<LevelState, number>;
  const found = show === 'all' ? all : all.filter(needsCare);
  const shown = found.slice(0, limit);
  return { items: await present(ctx, shown), more: found.length - shown.length, counts };
}

const quantity = (value: Quantity): string => formatDecimal(value, 'quantity');
const orNull = (value: Quantity | null): string | null => (value === null ? null : quantity(value));

async function present(ctx: Ctx, shown: readonly Found[]): Promise<Shortage[]> {
  const products = await shownVariants(
    ctx,
    shown.map(({ wanted }) => wanted.product),
  );
  const classes = await classesOf(ctx, products.keys());
  const place = await titlesOf(
    ctx,
    'stock.warehouse',
    shown.flatMap(({ wanted, transferFrom }) => [wanted.warehouse ?? [], transferFrom ?? []].flat()),
  );
  return shown.map((one) => {
    const { wanted } = one;
    const product = products.get(wanted.product);
    const { id, minimum, maximum, safetyStock, isCritical, leadTime } = wanted;
    return {
      key: `${id ?? 'asked'} ${wanted.product}`,
      product: product?.title ?? { id: wanted.product, title: null },
      warehouse: place(wanted.warehouse),
      rule:
        id === null
          ? null
          : { id, minimum: quantity(minimum), maximum: orNull(maximum), safetyStock: orNull(safetyStock), isCritical },
      unit: product?.unit ?? null,
      state: one.state,
      available: quantity(one.available),
      incoming: quantity(one.incoming),
      promised: quantity(one.promised),
      projected: quantity(one.projected),
      daysLeft: one.daysLeft,
      leadTime,
      isLate: one.isLate,
      proposal: quantity(one.proposal),
      means: one.proposal === 0 ? null : one.transferFrom !== null ? 'transfer' : product ? meansOf(product) : null,
      transferFrom: place(one.transferFrom),
      abcClass: classes.get(wanted.product) ?? null,
    };
  });
}

const meansOf = ({ isManufactured, isPurchased }: VariantFacts): Shortage['means'] =>
  isManufactured ? 'make' : isPurchased ? 'buy' : null;

async function classesOf(ctx: Ctx, products: Iterable<number>): Promise<Map<number, AbcClass>> {
  const rows = await selectByIds(
    ctx.db,
    'replenishment_abc_class',
    ['product', 'class'],
    [...products],
    false,
    'product',
  );
  return new Map(rows.map((row) => [Number(row.product), row.class as AbcClass]));
}
