import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import type { reservation } from '../../contract/index.ts';
import type { Source } from '../ledger/post-movements.ts';
import { reservationsOf } from './held-stock.ts';

type Held = Row<typeof reservation>;

/**
 * What of the stock reserved for a document leaves the house next: what has been picked, or all of it where nobody has
 * picked anything. It is held until the transaction ends; the document itself must be locked before.
 */
export async function deliverable(ctx: Ctx, source: Pick<Source, 'resource' | 'id'>): Promise<Held[]> {
  const held = await reservationsOf(ctx, source, { lock: true });
  if (held.length === 0) return [];
  const places = [...new Set(held.map(({ location }) => location))];
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT id FROM stock_location WHERE purpose = 'picking' AND id IN ${marks(places.length)}`,
    places,
  );
  const picking = new Set(rows.map(({ id }) => Number(id)));
  const picked = held.filter(({ location }) => picking.has(location));
  return picked.length > 0 ? picked : held;
}
