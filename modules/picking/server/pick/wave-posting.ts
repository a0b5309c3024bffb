import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { businessDate } from '#modules/org/server/index.ts';
import type { Posting, reservationsOf } from '#modules/stock/server/index.ts';
import { wave } from '../../contract/index.ts';

/** What is reserved at one spot for a line of an order. */
export type HeldHere = Awaited<ReturnType<typeof reservationsOf>>[number];

/** A posting in the name of a walk, today. */
export const postingOf = (ctx: Ctx, row: Pick<Row<typeof wave>, 'id' | 'number'>): Posting => ({
  kind: 'transfer',
  date: businessDate(ctx.app.clock()),
  source: { resource: wave.name, id: row.id, title: row.number },
});
