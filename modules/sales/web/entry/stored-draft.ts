import { readStored, writeStored } from '#kernel/web/stored.ts';
import type { OrderDraft } from './order-draft.ts';

export interface StoredDraft {
  draft: OrderDraft;
  /** When it was last written, epoch ms. */
  at: number;
  /** Until then a page has it open, epoch ms; 0 = none. */
  openUntil: number;
}

/** How long a page that shows a draft keeps others from taking it over, milliseconds. */
export const claim = 10_000;

/** Unsaved orders of a user on this device: one per saved order, any number of new ones. */
const indexKey = (user: number) => `orderDrafts:${user}`;
const slotKey = (user: number, slot: string) => `orderDraft:${user}:${slot}`;

const slotsOf = (user: number): string[] => readStored<string[]>(indexKey(user), []);
const read = (user: number, slot: string) => readStored<StoredDraft | null>(slotKey(user, slot), null);

/** Where the draft of a saved order is kept; new ones are numbered. */
export const orderSlot = (order: number) => `order ${order}`;

/** The draft last left behind in a slot of that kind which no other page has open. */
export function findStored(
  user: number,
  order: number | null,
  now: number,
): { slot: string; draft: OrderDraft; at: number } | null {
  const found = slotsOf(user)
    .filter((slot) => (order === null ? !slot.startsWith('order ') : slot === orderSlot(order)))
    .flatMap((slot) => {
      const stored = read(user, slot);
      return stored && stored.openUntil < now ? [{ slot, draft: stored.draft, at: stored.at }] : [];
    });
  return found.sort((a, b) => b.at - a.at)[0] ?? null;
}

export function storeDraft(user: number, slot: string, draft: OrderDraft, now: number): void {
  const slots = slotsOf(user);
  if (!slots.includes(slot)) writeStored(indexKey(user), [...slots, slot]);
  writeStored(slotKey(user, slot), { draft, at: now, openUntil: now + claim } satisfies StoredDraft);
}

/** Says that the slot's page is still open, or (`until` 0) that it no longer is. */
export function claimSlot(user: number, slot: string, until: number): void {
  const stored = read(user, slot);
  if (stored) writeStored(slotKey(user, slot), { ...stored, openUntil: until });
}

export function forgetDraft(user: number, slot: string): void {
  writeStored(slotKey(user, slot), null);
  writeStored(
    indexKey(user),
    slotsOf(user).filter((other) => other !== slot),
  );
}
