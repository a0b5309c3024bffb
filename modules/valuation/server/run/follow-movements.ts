import type { TimedWork } from '#kernel/server/timed.ts';
import { movement } from '#modules/stock/contract/index.ts';
import { valueMovements } from './value-movements.ts';

/**
 * Values movements soon after they are posted, outside the posting: nobody waits for it. What another process posted, or
 * was posted while this one was down, is found every five minutes and at start.
 */
export const followMovements: TimedWork = {
  name: 'valuation',
  at: '*/5 * * * *',
  atStart: true,
  follows: { resources: [movement.name], within: 1_000 },
  run: (ctx) => valueMovements(ctx),
};
