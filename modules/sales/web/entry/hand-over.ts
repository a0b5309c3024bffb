import type { Cell } from './cell-moves.ts';
import type { Faults } from './order-body.ts';
import type { OrderDraft } from './order-draft.ts';
import type { Trouble } from './use-save-order.ts';

/** How a page of order entry begins: blank, where another left off, or with what this device has kept. */
export interface Beginning {
  draft: OrderDraft;
  /** Where the draft is kept on this device. */
  slot: string;
  active: Cell | null;
  trouble: Trouble | null;
  faults: Faults;
  /** When the restored draft was last written, epoch ms; null when nothing was restored. */
  restoredAt: number | null;
}

let waiting: Beginning | null = null;

/** A new order has got its own address by being saved: the page there goes on where this one stood. */
export const handOver = (beginning: Beginning): void => {
  waiting = beginning;
};

export const handedOver = (order: number): Beginning | null => (waiting?.draft.order?.id === order ? waiting : null);

export const endHandOver = (): void => {
  waiting = null;
};
