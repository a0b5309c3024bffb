import { type Ctx, can } from '#kernel/server/ctx.ts';
import { defineServer } from '#kernel/server/module.ts';
import { type Scope, serve } from '#kernel/server/served.ts';
import { count, entry, place, seesExpected, stocktakeContract } from '../contract/index.ts';
import { beginPlace } from './place/claim-place.ts';
import { clearCount, countGoods, finishPlace } from './place/count-goods.ts';
import { checkCount, completeCount, explainPlace, startCount } from './plan/count-rules.ts';
import { cancelCount, postCount, reverseCount } from './review/post-count.ts';
import { askRecount } from './review/recount.ts';
import { stocktakeRoutes } from './routes.ts';

/** Who counts blind sees what he has counted himself, and nobody else's. */
const ownUnlessSeeing = (ctx: Ctx): Scope => can(ctx, seesExpected) || ((eb) => eb('counted_by', '=', ctx.actor.id));

export const stocktakeServer = defineServer(stocktakeContract, {
  resources: [
    serve(count, {
      complete: completeCount,
      check: checkCount,
      verbs: { start: startCount, recount: askRecount, post: postCount, cancel: cancelCount, reverse: reverseCount },
    }),
    serve(place, {
      explain: explainPlace,
      verbs: { begin: beginPlace, count: countGoods, clear: clearCount, finish: finishPlace },
    }),
    serve(entry, { scope: ownUnlessSeeing }),
  ],
  routes: stocktakeRoutes,
});
