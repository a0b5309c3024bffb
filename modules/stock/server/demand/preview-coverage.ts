import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { LineCoverage } from '../../contract/index.ts';
import { freePlaces } from '../reservation/free-places.ts';
import type { Need } from '../reservation/reserve-stock.ts';
import { distribute, gotten, type Wish } from '../reservation/reserve-wishes.ts';

/** What each line would get if it were reserved now, and what would be missing; nothing is kept. One statement. */
export async function previewCoverage(
  ctx: Ctx,
  needs: readonly Need[],
  { warehouse = null }: { warehouse?: number | null } = {},
): Promise<LineCoverage[]> {
  const source = { resource: '', id: 0, title: null };
  const wishes = needs.map((need): Wish => ({ ...need, source, due: null, warehouse }));
  const places = await freePlaces(
    ctx,
    needs.map(({ product }) => product),
  );
  const got = gotten(wishes, distribute(places, wishes));
  return wishes.map(({ sourceLine, quantity }, index) => ({
    line: sourceLine,
    reserved: formatDecimal(got[index] ?? 0, 'quantity'),
    picked: '0',
    open: formatDecimal(quantity - (got[index] ?? 0), 'quantity'),
    expectedOn: null,
  }));
}
