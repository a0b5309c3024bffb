import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { box } from '../../contract/index.ts';
import { contentsOf } from './box-contents.ts';
import { moveContents } from './move-contents.ts';

type Box = Row<typeof box>;

/**
 * Puts a box somewhere else with all that lies in it: its contents are moved in the ledger, what is reserved in it
 * stays reserved there, or keeps it from going (see `relocate`). The box is locked, so nothing comes in or goes out meanwhile. A constant number of statements.
 */
export async function moveBox(ctx: Ctx, row: Box, { location }: { location: number }): Promise<Patch<typeof box>> {
  if (location === row.location) return {};
  const contents = await contentsOf(ctx, [row.id]);
  const shifts = contents.map(({ product, lot, compartment, onHand }) => ({
    product,
    lot,
    from: { location: row.location, compartment },
    to: { location, compartment },
    quantity: onHand,
  }));
  await moveContents(ctx, row, shifts, { movesBox: row.id });
  return { location };
}
