import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { availability, type WarehouseStock } from '#modules/stock/server/index.ts';
import { type LevelState, levelStates } from '../../contract/index.ts';
import { usageOf, usageSince } from '../abc/usage.ts';
import { activeRules, type Standing, standingOf, stateOf, type Wanted } from '../rule/rules.ts';

/** Days whose use tells the pace. */
const quarter = 91;

export interface Found extends Standing {
  wanted: Wanted;
  state: LevelState;
  projected: Quantity;
  daysLeft: number | null;
  isLate: boolean;
  /** To be ordered so that it is as it shall be once everything has come; 0 where enough is coming. */
  proposal: Quantity;
  /** A warehouse that can spare it. */
  transferFrom: number | null;
}

/**
 * How it stands with every rule, and with what orders ask for beyond them; the most urgent first. A constant number of
 * statements.
 */
export async function findShortages(ctx: Ctx, { warehouse }: { warehouse?: number } = {}): Promise<Found[]> {
  const rules = await activeRules(ctx);
  const wanted = [...rules, ...(await askedFor(ctx, rules))];
  const products = [...new Set(wanted.map(({ product }) => product))];
  const stock = Map.groupBy(await availability(ctx, { products }), ({ product }) => product);
  const used = await usageSince(ctx, addDays(businessDate(ctx.app.clock()), -quarter));
  const usage = Map.groupBy(used, ({ product }) => product);
  const spare = spareOf(rules, stock);
  return wanted
    .filter((one) => warehouse === undefined || one.warehouse === warehouse)
    .map((one) => look(one, standingOf(one, stock), usageOf(usage, one.product, one.warehouse), spare))
    .sort(byUrgency);
}

const byUrgency = (a: Found, b: Found): number =>
  levelStates.indexOf(b.state) - levelStates.indexOf(a.state) ||
  Number(b.wanted.isCritical) - Number(a.wanted.isCritical) ||
  Number(b.isLate) - Number(a.isLate) ||
  (a.daysLeft ?? 99_999) - (b.daysLeft ?? 99_999) ||
  a.wanted.product - b.wanted.product;

/** What orders wait for of products that no rule keeps an eye on. */
async function askedFor(ctx: Ctx, rules: readonly Wanted[]): Promise<Wanted[]> {
  const known = new Set(rules.map(({ product }) => product));
  const { rows } = await sendStatement(
    ctx.db,
    "SELECT DISTINCT product FROM stock_demand WHERE state = 'open' AND quantity > 0",
    [],
  );
  return rows
    .map((row) => Number(row.product))
    .filter((product) => !known.has(product))
    .map((product) => ({
      id: null,
      product,
      warehouse: null,
      minimum: 0,
      maximum: null,
      safetyStock: null,
      orderMultiple: null,
      leadTime: null,
      isCritical: false,
    }));
}

type Spare = (product: number, except: number, needed: Quantity) => number | null;

/** What each warehouse has beyond what it shall have itself. */
function spareOf(rules: readonly Wanted[], stock: ReadonlyMap<number, readonly WarehouseStock[]>): Spare {
  const minimums = new Map(rules.map(({ product, warehouse, minimum }) => [`${product} ${warehouse}`, minimum]));
  return (product, except, needed) => {
    const free = (stock.get(product) ?? []).flatMap(({ warehouse, available }) =>
      warehouse === null || warehouse === except
        ? []
        : [{ warehouse, quantity: available - (minimums.get(`${product} ${warehouse}`) ?? 0) }],
    );
    return free.find(({ quantity }) => quantity >= needed)?.warehouse ?? null;
  };
}

function look(wanted: Wanted, standing: Standing, used: Quantity, spare: Spare): Found {
  const { available, incoming, promised } = standing;
  const projected = available + incoming - promised;
  const daysLeft = used > 0 ? Math.floor((Math.max(0, available) * quarter) / used) : null;
  const proposal = projected < wanted.minimum ? proposed(wanted, projected) : 0;
  const { product, warehouse, leadTime } = wanted;
  return {
    wanted,
    ...standing,
    state: wanted.id === null ? (projected < 0 ? 'out' : 'ok') : stateOf(wanted, available),
    projected,
    daysLeft,
    isLate: daysLeft !== null && leadTime !== null && daysLeft < leadTime,
    proposal,
    transferFrom: proposal > 0 && warehouse !== null ? spare(product, warehouse, proposal) : null,
  };
}

/** Up to the maximum, in wholes of what it comes in. */
function proposed({ minimum, maximum, orderMultiple }: Wanted, projected: Quantity): Quantity {
  const missing = Math.max(maximum ?? 0, minimum) - projected;
  return orderMultiple === null ? missing : Math.ceil(missing / orderMultiple) * orderMultiple;
}
