import { formatDecimal, type Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { titlesOf } from '#kernel/server/references.ts';
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
  const facts = await factsOf(
    ctx,
    shown.map(({ wanted }) => wanted.product),
  );
  const product = await titlesOf(ctx, 'catalog.variant', [...facts.keys()]);
  const place = await titlesOf(
    ctx,
    'stock.warehouse',
    shown.flatMap(({ wanted, transferFrom }) => [wanted.warehouse ?? [], transferFrom ?? []].flat()),
  );
  return shown.map((one) => {
    const { wanted } = one;
    const fact = facts.get(wanted.product);
    const { id, minimum, maximum, safetyStock, isCritical, leadTime } = wanted;
    return {
      key: `${id ?? 'asked'} ${wanted.product}`,
      product: product(wanted.product),
      warehouse: place(wanted.warehouse),
      rule:
        id === null
          ? null
          : { id, minimum: quantity(minimum), maximum: orNull(maximum), safetyStock: orNull(safetyStock), isCritical },
      unit: fact?.unit ?? null,
      state: one.state,
      available: quantity(one.available),
      incoming: quantity(one.incoming),
      promised: quantity(one.promised),
      projected: quantity(one.projected),
      daysLeft: one.daysLeft,
      leadTime,
      isLate: one.isLate,
      proposal: quantity(one.proposal),
      means: one.proposal === 0 ? null : one.transferFrom !== null ? 'transfer' : (fact?.means ?? null),
      transferFrom: place(one.transferFrom),
      abcClass: fact?.abcClass ?? null,
    };
  });
}

interface Fact {
  unit: string;
  means: 'buy' | 'make' | null;
  abcClass: AbcClass | null;
}

/** Unit, class, and whether it is made or bought: what has a bill of materials is made. */
async function factsOf(ctx: Ctx, products: readonly number[]): Promise<Map<number, Fact>> {
  const facts = new Map<number, Fact>();
  for (const part of inParts([...new Set(products)], 10_000)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT v.id, v.is_manufactured, v.is_purchased, a.class, u.code, u.symbol_${ctx.language} AS symbol
        FROM catalog_variant v JOIN org_unit u ON u.id = v.unit
        LEFT JOIN replenishment_abc_class a ON a.product = v.id WHERE v.id IN ${marks(part.length)}`,
      part,
    );
    for (const row of rows)
      facts.set(Number(row.id), {
        unit: String(row.symbol ?? row.code),
        means: row.is_manufactured === 1 ? 'make' : row.is_purchased === 1 ? 'buy' : null,
        abcClass: (row.class ?? null) as AbcClass | null,
      });
  }
  return facts;
}
