import { openDialog, request, useText } from '#kernel/web/index.ts';
import { compartment } from '../../contract/index.ts';
import type { Unit } from './slot-layout.ts';
import { type Box, type BoxCalls, type Input, type Undo, useBoxCalls } from './use-box-calls.ts';

interface Range {
  firstSlot: number;
  lastSlot: number;
}
interface Found {
  id: number;
  code: string;
  firstSlot: number;
}

/** What can be done with a box and its slots; each says what happened and offers to take it back. */
export function useBoxActs(row: Box) {
  const calls = useBoxCalls(row, useText());
  return {
    move: () => move(calls),
    join: (range: Range, units: readonly Unit[]) => join(calls, range, units),
    put: (unit: Pick<Unit, 'compartment' | 'product'>, range: Range) => put(calls, unit, range),
    shift: (unit: Unit) => shift(calls, unit),
    split: (unit: Unit) => split(calls, unit),
  };
}

/** Of a selection, which knows its compartments too, the slots alone. */
const slotsOf = ({ firstSlot, lastSlot }: Range): Range => ({ firstSlot, lastSlot });

const move = ({ row, t, ask, call, told }: BoxCalls) =>
  ask('move', {}, async (input) => {
    const after = await call('move', input);
    const said = t('stock.slots.moved', { box: row.code, place: after.location.title ?? '' });
    told(said, [{ verb: 'move', input: { location: row.location.id } }]);
  });

async function join({ row, t, call, told, explain }: BoxCalls, range: Range, units: readonly Unit[]): Promise<void> {
  try {
    await call('join', { ...slotsOf(range) });
    const made = await compartmentAt(row.id, range.firstSlot);
    const wasFree = units.every(({ compartment: one }) => one === null);
    const undo: Undo | null = wasFree && made ? [{ verb: 'split', input: { compartment: made.id } }] : null;
    told(t('stock.slots.joined', { compartment: made?.code ?? '' }), undo);
  } catch (error) {
    explain(error);
  }
}

/** Puts goods into a compartment; free slots become one first. */
const put = (calls: BoxCalls, unit: Pick<Unit, 'compartment' | 'product'>, range: Range) => {
  const { row, t, call, told } = calls;
  const submit = async (input: Input) => {
    let target = unit.compartment ?? (await compartmentAt(row.id, range.firstSlot));
    if (!target) {
      await call('join', { ...slotsOf(range), product: input.product });
      target = await compartmentAt(row.id, range.firstSlot);
    }
    const { quantity = '0', from, lot } = input as { quantity?: string; from?: number; lot?: number };
    await call('put', { ...input, compartment: target?.id, quantity });
    const back = { compartment: target?.id, quantity, ...(lot !== undefined && { lot }) };
    // From another place they came by a transfer; out of the box they would only lie beside it.
    const undo: Undo | null = from === undefined && Number(quantity) > 0 ? [{ verb: 'shift', input: back }] : null;
    told(t('stock.slots.put', { compartment: target?.code ?? '' }), undo);
  };
  const preset = unit.product ? { product: unit.product } : {};
  return calls.ask('put', { compartment: unit.compartment?.id ?? 0 }, submit, preset);
};

async function shift({ row, t, ask, call, told }: BoxCalls, unit: Unit): Promise<void> {
  const from = unit.compartment;
  if (!from) return;
  const [only, ...others] = unit.lots;
  const preset = { quantity: unit.onHand, ...(only && others.length === 0 && { lot: only.lot }) };
  const submit = async (input: Input) => {
    await call('shift', input);
    const { quantity, lot, to } = input as { quantity: string; lot?: number; to?: number };
    const same = { quantity, ...(lot !== undefined && { lot }) };
    const back: Undo =
      to === undefined
        ? [{ verb: 'put', input: { compartment: from.id, product: unit.product?.id, ...same } }]
        : [{ verb: 'shift', input: { compartment: to, to: from.id, ...same } }];
    const isHere = to === undefined || (await compartmentsOf(row.id)).some(({ id }) => id === to);
    told(t('stock.slots.shifted', { compartment: from.code }), isHere ? back : null);
  };
  // Where nothing is told apart by lots, nobody is asked for one.
  await ask('shift', { compartment: from.id, ...(unit.lots.length === 0 && { lot: null }) }, submit, preset);
}

/** Asks where the content goes, where there is any. */
async function split({ t, call, told, explain }: BoxCalls, unit: Unit): Promise<void> {
  const { compartment: whole, slots, product, onHand } = unit;
  if (!whole) return;
  const range = { firstSlot: slots[0]?.position ?? 1, lastSlot: slots.at(-1)?.position ?? 1 };
  const submit = async (input: Input) => {
    await call('split', { compartment: whole.id, ...input });
    const again = { ...range, ...(product && { product: product.id }) };
    const isLoose = Number(input.loose ?? 0) > 0;
    told(t('stock.slots.split', { compartment: whole.code }), isLoose ? null : [{ verb: 'join', input: again }]);
  };
  if (Number(onHand) > 0) {
    await openDialog(() => import('./SplitDialog.tsx'), { unit, submit });
    return;
  }
  try {
    await submit({});
  } catch (error) {
    explain(error);
  }
}

const compartmentsOf = async (boxId: number): Promise<Found[]> =>
  (await request<{ items: Found[] }>(`${compartment.path}?filter[box]=${boxId}&filter[state]=active&limit=100`)).items;

const compartmentAt = async (boxId: number, firstSlot: number): Promise<Found | undefined> =>
  (await compartmentsOf(boxId)).find((one) => one.firstSlot === firstSlot);
