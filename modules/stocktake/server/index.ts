import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { count, place, stocktakeContract } from '../contract/index.ts';
import { beginPlace } from './place/claim-place.ts';
import { clearCount, countGoods, finishPlace } from './place/count-goods.ts';
import { checkCount, completeCount, explainPlace, startCount } from './plan/count-rules.ts';
import { cancelCount, postCount, reverseCount } from './review/post-count.ts';
import { askRecount } from './review/recount.ts';
import { stocktakeRoutes } from './routes.ts';

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
  ],
  routes: stocktakeRoutes,
});
