import { formatDecimal, parseDecimal } from '#kernel/contract/index.ts';
import { isScanOf, readScan } from '#modules/stock/contract/index.ts';
import type { Walk, WalkTask } from '../../contract/index.ts';

/** What a device has taken and the server may not know yet. */
export interface Taken {
  wave: number;
  key: string;
  quantity: string;
  isShort: boolean;
  /** For the words that are said about it. */
  product: string;
}

const micros = (decimal: string): number => parseDecimal(decimal, 'quantity') ?? 0;
export const plain = (value: number): string => formatDecimal(value, 'quantity');
export const sumOf = (decimals: readonly string[]): string =>
  plain(decimals.reduce((sum, decimal) => sum + micros(decimal), 0));
export const isLess = (a: string, b: string): boolean => micros(a) < micros(b);
export const less = (a: string, b: string): string => plain(Math.max(0, micros(a) - micros(b)));

/** The walk as it is once what was taken has arrived. */
export function afterTaking(walk: Walk, taken: readonly Taken[]): Walk {
  const own = taken.filter(({ wave }) => wave === walk.id);
  if (own.length === 0) return walk;
  const tasks = walk.tasks.flatMap((task) => {
    const acts = own.filter(({ key }) => key === task.key);
    if (acts.some(({ isShort }) => isShort)) return [];
    const quantity = less(task.quantity, sumOf(acts.map((act) => act.quantity)));
    return quantity === '0' ? [] : [{ ...task, quantity }];
  });
  return { ...walk, tasks };
}

export type Step = 'place' | 'product' | 'count' | 'box';

/** How far somebody is with a task: what has been scanned, or gone past (empty text). */
export interface Position {
  key: string;
  step: Step;
  place: string | null;
  product: string | null;
}

const isSameSpot = (a: WalkTask, b: WalkTask) =>
  a.location.id === b.location.id && a.compartment?.id === b.compartment?.id;
const isSameGoods = (a: WalkTask, b: WalkTask) => a.product.id === b.product.id && a.lot?.id === b.lot?.id;

const stepAt = (place: string | null, product: string | null): Step =>
  place === null ? 'place' : product === null ? 'product' : 'count';

/** Where one begins with a task; who stands there already, with the article in the hand, does not scan again. */
export function begin(task: WalkTask, before: { task: WalkTask; position: Position } | null): Position {
  const place = before && isSameSpot(before.task, task) ? before.position.place : null;
  const product = place !== null && before && isSameGoods(before.task, task) ? before.position.product : null;
  return { key: task.key, step: stepAt(place, product), place, product };
}

/** What a scan means at this step. */
export type Reading =
  | { kind: 'next'; position: Position }
  | { kind: 'quantity'; quantity: string }
  | { kind: 'take'; box: string }
  | { kind: 'wrong'; message: 'wrongPlace' | 'wrongProduct' | 'wrongBox'; scanned: string };

/** Few digits at the shelf are a quantity that somebody has typed. */
const typedQuantity = /^\d{1,5}$/;

/** Judges a scan; without the network too. @param box code of the order's box; null where it has none. */
export function read(position: Position, task: WalkTask, box: string | null, code: string): Reading {
  const scanned = readScan(code).text;
  const own = box !== null && isScanOf(code, [box]);
  switch (position.step) {
    case 'place':
      if (!isScanOf(code, task.placeCodes)) return { kind: 'wrong', message: 'wrongPlace', scanned };
      return { kind: 'next', position: { ...position, place: code, step: stepAt(code, position.product) } };
    case 'product':
      if (!isProduct(task, code)) return { kind: 'wrong', message: 'wrongProduct', scanned };
      return { kind: 'next', position: { ...position, product: code, step: 'count' } };
    case 'count':
      if (own) return { kind: 'take', box: code };
      if (typedQuantity.test(code)) return { kind: 'quantity', quantity: String(Number(code)) };
      // The same article once more: read twice by mistake.
      if (isProduct(task, code)) return { kind: 'next', position };
      return { kind: 'wrong', message: 'wrongProduct', scanned };
    default:
      return own ? { kind: 'take', box: code } : { kind: 'wrong', message: 'wrongBox', scanned };
  }
}

function isProduct(task: WalkTask, code: string): boolean {
  const { lot } = readScan(code);
  return isScanOf(code, task.codes) && (lot === null || task.lot === null || lot === task.lot.title);
}

/** Goes on without a scan: the label is torn off, the scanner is empty. */
export function skip(position: Position): Position {
  if (position.step === 'place') return { ...position, place: '', step: stepAt('', position.product) };
  if (position.step === 'product') return { ...position, product: '', step: 'count' };
  return position;
}

/** `DE-Hamburg-Markt-R04-F02-B02`: from far one reads the end, which tells the places apart. */
export function splitPlace(code: string): { lead: string; end: string } {
  const end = /(?:^|-)((?:[^\W\d_]{0,3}\d+(?:-|$))+)$/u.exec(code)?.[1];
  return end && end !== code ? { lead: code.slice(0, -end.length), end } : { lead: '', end: code };
}
