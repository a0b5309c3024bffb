import type { Money } from '#kernel/contract/index.ts';
import type { CostSource } from '../../contract/index.ts';
import { canHold, costOf, currentCost, type Pool } from '../pool/pool.ts';
import { documentOf, type KnownCosts, type Valued } from './known-costs.ts';
import type { Crossing } from './waiting.ts';

export interface Worth {
  average: Money;
  fifo: Money;
  from: CostSource;
}

const unknown: Worth = { average: 0, fifo: 0, from: 'none' };

/**
 * What goods that come in are worth, as far as it can be held beside what is there: a cost beyond is no cost, so that one
 * wrong line does not keep all other goods from being valued. Who knows better corrects the layer.
 */
export function worthOf(crossing: Crossing, pool: Pool, known: KnownCosts): Worth {
  const worth = knownWorth(crossing, pool, known);
  return worth && canHold(pool, crossing.quantity, worth) ? worth : unknown;
}

/**
 * What goods that come in are worth: what the receipt says; what they were made of; what they went out for, when that
 * is taken back; else what they usually cost; else what those that lie here cost.
 */
function knownWorth(crossing: Crossing, pool: Pool, known: KnownCosts): Worth | null {
  const same = (unitCost: Money, from: CostSource): Worth | null => {
    const value = costOf(crossing.quantity, unitCost);
    return value === null ? null : { average: value, fifo: value, from };
  };
  const taken = known.valued.get(crossing.reversalOf ?? 0);
  if (taken) return { average: 0 - taken.averageValue, fifo: 0 - taken.fifoValue, from: 'reversal' };
  const said =
    crossing.sourceResource === 'stock.receipt' ? known.byReceiptLine.get(crossing.sourceLine ?? 0) : undefined;
  if (said !== undefined) return same(said, 'document');
  const made = crossing.kind === 'production' ? shareOf(crossing, known) : null;
  if (made) return made;
  const standard = known.standard.get(crossing.product);
  const isNew = ['receipt', 'production', 'opening'].includes(crossing.kind);
  const usual = currentCost(pool);
  if (standard !== undefined && (isNew || usual === 0)) return same(standard, 'standard');
  return usual > 0 || pool.quantity > 0 ? same(usual, 'average') : null;
}

/** This output's part of what was consumed for its document and is not in another output yet. */
function shareOf(crossing: Crossing, { makings, valued }: KnownCosts): Worth | null {
  const making = makings.get(documentOf(crossing));
  if (!making) return null;
  const isOpen = ({ id }: { id: number }) => !valued.has(id);
  const parts = making.produced.filter(isOpen);
  const all = parts.reduce((sum, { weight }) => sum + weight, 0);
  const weight = parts.find(({ id }) => id === crossing.id)?.weight ?? 0;
  const used = making.consumed.flatMap((id) => valued.get(id) ?? []);
  if (used.length === 0 || all === 0) return null;
  const earlier = making.produced.flatMap(({ id }) => valued.get(id) ?? []);
  const share = (value: (one: Valued) => Money) => {
    const open = 0 - used.reduce((sum, one) => sum + value(one), 0) - earlier.reduce((sum, one) => sum + value(one), 0);
    // The last one gets the rest, whatever was rounded.
    return open <= 0 ? 0 : parts.length === 1 ? open : Math.round((open * weight) / all);
  };
  return { average: share((one) => one.averageValue), fifo: share((one) => one.fifoValue), from: 'consumed' };
}
