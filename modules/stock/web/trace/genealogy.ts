import { formatDecimal, parseDecimal } from '#kernel/contract/index.ts';
import type { Genealogy, NamedPaper, Passage, Share } from '../../contract/index.ts';

/** One share, or several of the same product that are shown as one. */
export interface Bundle<T extends Share> {
  first: T;
  last: T;
  count: number;
  /** Of all together, decimal. */
  quantity: string;
}

/** More than this are shown as one row: serial numbers go into the thousands. */
const mostSingle = 5;

const single = <T extends Share>(share: T): Bundle<T> => ({
  first: share,
  last: share,
  count: 1,
  quantity: share.quantity,
});

/** Rows in their order, those that go by one key together where they are many. */
export function bundled<T extends Share>(shares: readonly T[], keyOf: (share: T) => string): Bundle<T>[] {
  const groups = new Map<string, T[]>();
  for (const share of shares) {
    const key = keyOf(share);
    const group = groups.get(key);
    if (group) group.push(share);
    else groups.set(key, [share]);
  }
  return [...groups.values()].flatMap((group): Bundle<T>[] => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last || group.length <= mostSingle) return group.map(single);
    const sum = group.reduce((total, { quantity }) => total + (parseDecimal(quantity, 'quantity') ?? 0), 0);
    return [{ first, last, count: group.length, quantity: formatDecimal(sum, 'quantity') }];
  });
}

/** A line of the family tree. */
export interface TreeRow {
  key: string;
  /** Generations from the lot that was asked for, from 1. */
  depth: number;
  goods: Bundle<Share>;
  document: NamedPaper;
  date: string;
  /** Its own relatives stand further up already. */
  isRepeated: boolean;
}

/** The relatives of a lot as indented rows: what it became (`down`), or what it was made of (`up`). */
export function treeRows(passages: readonly Passage[], start: number, direction: 'up' | 'down'): TreeRow[] {
  const sides = (passage: Passage) =>
    direction === 'down' ? [passage.inputs, passage.outputs] : [passage.outputs, passage.inputs];
  const byLot = new Map<number, Passage[]>();
  for (const passage of passages)
    for (const { lot } of sides(passage)[0] ?? []) if (lot) byLot.set(lot.id, [...(byLot.get(lot.id) ?? []), passage]);
  const rows: TreeRow[] = [];
  const seen = new Set([start]);
  // What has no relatives of its own can stand together; the others are followed one by one.
  const keyOf = ({ product, lot }: Share) => `${product.id}/${lot && byLot.has(lot.id) ? lot.id : ''}`;
  const follow = (lot: number, depth: number, path: string) => {
    for (const { document, date, ...passage } of byLot.get(lot) ?? []) {
      for (const goods of bundled(sides({ document, date, ...passage })[1] ?? [], keyOf)) {
        const next = goods.first.lot?.id;
        const key = `${path}/${document.resource}-${document.id}-${goods.first.product.id}-${next ?? 0}`;
        const isRepeated = next !== undefined && seen.has(next) && byLot.has(next);
        rows.push({ key, depth, goods, document, date, isRepeated });
        if (next === undefined || seen.has(next)) continue;
        seen.add(next);
        follow(next, depth + 1, key);
      }
    }
  };
  follow(start, 1, '');
  return rows;
}

/** The customers that were reached, each once, by name. */
export function customersReached({ destinations }: Genealogy): number {
  const reached = destinations.filter(({ place }) => place === 'customer');
  return new Set(reached.map(({ document: { customer, resource, id } }) => customer?.id ?? `${resource}/${id}`)).size;
}
