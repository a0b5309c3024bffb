import { Cron } from 'croner';
import type { App } from '#kernel/server/app.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { balance } from '#modules/stock/contract/index.ts';
import { rule } from '../../contract/index.ts';
import { watchLevels } from './watch-levels.ts';

/** Changes that come within this time, in ms, are looked at together; an alert is due within two seconds (PRD-WSR-08). */
const gathering = 300;
/** What another process moved, lots that expired, and what happened while this process was down are found by then. */
const often = '*/10 * * * *';
const idsAtOnce = 10_000;

interface Follower {
  stop(): Promise<void>;
}
const followers = new WeakMap<App, Follower>();

/** Looks at the levels of what moves, soon after and outside of what moved it: nobody waits for an alert. */
export function followStock(app: App): void {
  const changed = { balances: new Set<number>(), rules: new Set<number>() };
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();
  const run = () => {
    timer = undefined;
    const [balances, rules] = [[...changed.balances], [...changed.rules]];
    changed.balances.clear();
    changed.rules.clear();
    work = work
      .then(() => look(app, { balances, rules }))
      .catch((error: unknown) => app.logger.error({ err: error }, 'levels'));
  };
  const deaf = app.onChanged(({ resource, ids }) => {
    const noted = resource === balance.name ? changed.balances : resource === rule.name ? changed.rules : null;
    if (!noted) return;
    for (const id of ids) noted.add(id);
    timer ??= setTimeout(run, gathering).unref();
  });
  const all = () => {
    work = work
      .then(async () => void (await watchLevels(app.systemCtx('levels'))))
      .catch((error: unknown) => app.logger.error({ err: error }, 'levels'));
    return work;
  };
  const clock = new Cron(often, { protect: true, unref: true }, all);
  void all();
  followers.set(app, {
    stop: async () => {
      deaf();
      clock.stop();
      clearTimeout(timer);
      await work;
    },
  });
}

export async function stopFollowing(app: App): Promise<void> {
  await followers.get(app)?.stop();
  followers.delete(app);
}

async function look(
  app: App,
  { balances, rules }: { balances: readonly number[]; rules: readonly number[] },
): Promise<void> {
  const ctx = app.systemCtx('levels');
  const products = new Set<number>();
  const add = async (text: string, ids: readonly number[]) => {
    for (const part of inParts(ids, idsAtOnce)) {
      const { rows } = await sendStatement(ctx.db, `${text} IN ${marks(part.length)}`, part);
      for (const row of rows) products.add(Number(row.product));
    }
  };
  await add(
    'SELECT DISTINCT b.product FROM stock_balance b JOIN replenishment_rule r ON r.product = b.product WHERE b.id',
    balances,
  );
  await add('SELECT product FROM replenishment_rule WHERE id', rules);
  if (products.size > 0) await watchLevels(ctx, [...products]);
}
