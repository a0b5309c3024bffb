import { demand } from '#kernel/server/ctx.ts';
import type { JobDefinition } from '#kernel/server/jobs.ts';
import { rowOf } from '#kernel/server/read.ts';
import { changeJob, priceChange } from '../../contract/index.ts';
import { applyInParts, demandPrices } from './apply-change.ts';
import { undoInParts } from './undo-change.ts';

/** A change of very many prices, or its undoing, in transactions of a few hundred; with the rights that its user has now. */
export const priceChangeJob: JobDefinition = {
  kind: changeJob,
  run: async (ctx, payload, progress, keeping) => {
    const change = await rowOf(ctx, priceChange, (payload as { change: number }).change);
    demand(ctx, `${priceChange.name}:${change.undoes === null ? 'apply' : 'undo'}`);
    demandPrices(ctx, change);
    if (change.state !== 'applying') return { change: change.id };
    if (change.undoes === null) await applyInParts(ctx, change, progress.report);
    else await undoInParts(ctx, change, progress.report, keeping);
    return { change: change.id };
  },
};
