import type { Move } from './post-movements.ts';

/** One place of stock: where, in which box, what, of which lot. 0 stands for none. */
export type StockKey = { location: number; product: number; lot: number; compartment: number };

export const fromKey = (move: Move): StockKey => ({
  location: move.from,
  product: move.product,
  lot: move.lot ?? 0,
  compartment: move.fromCompartment ?? 0,
});

export const toKey = (move: Move): StockKey => ({
  location: move.to,
  product: move.product,
  lot: move.lot ?? 0,
  compartment: move.toCompartment ?? 0,
});
