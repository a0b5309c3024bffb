import { formatDecimal, parseDecimal, type Reference } from '#kernel/contract/index.ts';

/** A slot of a box, its position counted from 1. */
export interface Slot {
  position: number;
  code: string;
  color: string | null;
}
interface Compartment {
  id: number;
  code: string;
  firstSlot: number;
  lastSlot: number;
  product: Reference | null;
}
interface Balance {
  compartment: Reference | null;
  product: Reference;
  lot: Reference | null;
  onHand: string;
  reserved: string;
}
/** What one sees of a box from above: a compartment with what lies in it, or a slot that belongs to none. */
export interface Unit {
  slots: Slot[];
  /** `BP`, or `BP–C`. */
  label: string;
  compartment: { id: number; code: string } | null;
  product: Reference | null;
  /** Decimal. */
  onHand: string;
  /** Decimal; `0` for none. */
  reserved: string;
  lots: { lot: Reference; onHand: string }[];
}

const quantity = (text: string) => parseDecimal(text, 'quantity') ?? 0;

/** The box as it is divided, in the order of its slots. */
export function unitsOf(
  slots: readonly { code: string; color: string | null }[],
  compartments: readonly Compartment[],
  balances: readonly Balance[],
): Unit[] {
  const all = slots.map(({ code, color }, index): Slot => ({ position: index + 1, code, color }));
  const units: Unit[] = [];
  for (const slot of all) {
    const found = compartments.find(
      ({ firstSlot, lastSlot }) => firstSlot <= slot.position && slot.position <= lastSlot,
    );
    if (found && slot.position > found.firstSlot) continue;
    const own = found ? all.slice(found.firstSlot - 1, found.lastSlot) : [slot];
    const lying = balances.filter(
      ({ compartment, onHand }) => found && compartment?.id === found.id && quantity(onHand) > 0,
    );
    const total = (field: 'onHand' | 'reserved') =>
      formatDecimal(
        lying.reduce((sum, balance) => sum + quantity(balance[field]), 0),
        'quantity',
      );
    units.push({
      slots: own,
      label: own.length > 1 ? `${slot.code}–${own.at(-1)?.code ?? ''}` : slot.code,
      compartment: found ? { id: found.id, code: found.code } : null,
      product: found?.product ?? null,
      onHand: total('onHand'),
      reserved: total('reserved'),
      lots: lying.flatMap(({ lot, onHand }) => (lot ? [{ lot, onHand }] : [])),
    });
  }
  return units;
}

/** The adjacent slots that a selection means: from its first to its last, whole compartments at the edges included. */
export function rangeOf(
  units: readonly Unit[],
  selected: ReadonlySet<number>,
): { firstSlot: number; lastSlot: number; units: Unit[] } | null {
  const touched = units.flatMap((unit, index) =>
    unit.slots.some(({ position }) => selected.has(position)) ? [index] : [],
  );
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined) return null;
  const within = units.slice(first, last + 1);
  return {
    firstSlot: within[0]?.slots[0]?.position ?? 1,
    lastSlot: within.at(-1)?.slots.at(-1)?.position ?? 1,
    units: within,
  };
}

const known: Readonly<Record<string, string>> = {
  rot: '#c62828',
  red: '#c62828',
  blau: '#1565c0',
  blue: '#1565c0',
  grün: '#2e7d32',
  green: '#2e7d32',
  gelb: '#f0c000',
  yellow: '#f0c000',
  orange: '#ef6c00',
  schwarz: '#222222',
  black: '#222222',
  weiß: '#ffffff',
  white: '#ffffff',
  grau: '#9e9e9e',
  grey: '#9e9e9e',
  braun: '#6d4c41',
  brown: '#6d4c41',
  lila: '#7b1fa2',
  violett: '#7b1fa2',
  purple: '#7b1fa2',
};

/** The colour that a word means; undefined for one that nobody knows, which is then only read. */
export const colorOf = (name: string | null): string | undefined => known[name?.trim().toLowerCase() ?? ''];
