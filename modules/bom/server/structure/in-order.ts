import { bomErrors } from '../../contract/index.ts';
import type { Recipe } from './load-structure.ts';

/**
 * The given variants so that each stands behind all of them that it is made of. Throws 422 `bom.cycle` with the SKUs of
 * a circle; there is none as long as every write has been checked.
 */
export function inOrder(variants: readonly number[], recipes: ReadonlyMap<number, Recipe>): number[] {
  const wanted = new Set(variants);
  const order: number[] = [];
  const state = new Map<number, 'open' | 'done'>();
  for (const start of variants) {
    const way: { id: number; next: number }[] = [{ id: start, next: 0 }];
    for (let top = way.at(-1); top; top = way.at(-1)) {
      if (state.get(top.id) === 'done') {
        way.pop();
        continue;
      }
      state.set(top.id, 'open');
      const below = recipes.get(top.id)?.needs[top.next++]?.part;
      if (!below) {
        state.set(top.id, 'done');
        order.push(top.id);
        way.pop();
      } else if (wanted.has(below.id)) {
        if (state.get(below.id) === 'open') throw bomErrors.cycle({ path: pathText(way, below.id, recipes) });
        if (!state.has(below.id)) way.push({ id: below.id, next: 0 });
      }
    }
  }
  return order;
}

/** The circle that the way has run into, by SKUs. */
function pathText(way: readonly { id: number }[], from: number, recipes: ReadonlyMap<number, Recipe>): string {
  const circle = way.slice(way.findIndex(({ id }) => id === from)).map(({ id }) => id);
  return [...circle, from].map((id) => recipes.get(id)?.subject.sku ?? String(id)).join(' → ');
}
