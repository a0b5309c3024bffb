import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import type { box } from '../../contract/index.ts';
import { placesOf } from '../ledger/move-facts.ts';
import { loadsOf } from '../location/place-load.ts';
import { compartmentsOf, contentsOf } from './box-contents.ts';

type BoxChange = Change<Row<typeof box>>;

/** A box stands at a real place, its slots stay as long as something is in them, and a full place is worth a warning. */
export async function checkBox(ctx: Ctx, changes: BoxChange[]): Promise<void> {
  for (const { row, fail } of changes) {
    const codes = row.slots.map(({ code }) => code);
    const twice = codes.findIndex((code, index) => codes.indexOf(code) < index);
    if (twice >= 0) fail(`slots.${twice}.code`, 'stock.slotCodeTwice', { code: codes[twice] ?? '' });
  }
  await checkPlaces(
    ctx,
    changes.filter(({ before, row }) => before?.location !== row.location),
  );
  await checkSlots(
    ctx,
    changes.filter(({ before, given }) => before !== null && given.has('slots')),
  );
  await checkUse(
    ctx,
    changes.filter(({ before, row }) => before?.isActive && !row.isActive),
  );
}

async function checkPlaces(ctx: Ctx, moved: readonly BoxChange[]): Promise<void> {
  if (moved.length === 0) return;
  const places = await placesOf(
    ctx,
    moved.map(({ row }) => row.location),
  );
  for (const { row, fail } of moved) {
    const place = places.get(row.location);
    if (!place) continue;
    if (place.kind !== 'storage') fail('location', 'stock.notAStorageLocation');
    else if (!place.isActive) fail('location', 'stock.locationInactive', { location: place.code });
    else if (place.isFrozen) fail('location', 'stock.locationFrozen', { location: place.code });
  }
  await warnOfFullPlaces(ctx, moved);
}

/** The boxes are not saved yet, so they are counted to where they shall stand. */
async function warnOfFullPlaces(ctx: Ctx, moved: readonly BoxChange[]): Promise<void> {
  const loads = await loadsOf(
    ctx,
    moved.map(({ row }) => row.location),
    { except: moved.map(({ row }) => row.id), coming: moved.map(({ row }) => row) },
  );
  for (const { row, warn } of moved) {
    const load = loads.get(row.location);
    if (!load) continue;
    const { code, boxes, maxBoxes, weight, maxWeight } = load;
    if (maxBoxes !== null && boxes > maxBoxes) warn('location', 'stock.placeFull', { location: code, boxes, maxBoxes });
    if (maxWeight !== null && weight > maxWeight)
      warn('location', 'stock.placeTooHeavy', { location: code, weight: weight / 1000, maxWeight: maxWeight / 1000 });
  }
}

/** Compartments name slots by their position: those in use stay where they are. */
async function checkSlots(ctx: Ctx, changes: readonly BoxChange[]): Promise<void> {
  const used = await compartmentsOf(
    ctx,
    changes.map(({ row }) => row.id),
  );
  for (const { before, row, fail } of changes)
    for (const { firstSlot, lastSlot, code } of used.filter((one) => one.box === row.id))
      for (let slot = firstSlot; slot <= lastSlot; slot++)
        if (row.slots[slot - 1]?.id !== before?.slots[slot - 1]?.id)
          fail('slots', 'stock.slotInUse', { compartment: code });
}

/** What is taken out of use holds nothing. */
async function checkUse(ctx: Ctx, changes: readonly BoxChange[]): Promise<void> {
  const compartments = await compartmentsOf(
    ctx,
    changes.map(({ row }) => row.id),
  );
  const contents = await contentsOf(
    ctx,
    changes.map(({ row }) => row.id),
  );
  const full = new Set(contents.map(({ compartment }) => compartment));
  for (const { row, fail } of changes)
    if (compartments.some((one) => one.box === row.id && full.has(one.id))) fail('isActive', 'stock.boxNotEmpty');
}
