import type { App } from '#kernel/server/app.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { subjectsOf } from '../structure/subjects-of.ts';
import { type RollUp, rollUp } from './roll-up.ts';

const looksBack = 366;
const everyQuarterOfAnHour = 15 * 60_000;

/** Rolls up what BOMs released for a later day are for, once that day has come. Finding nothing new, it writes nothing. */
export async function followCalendar(ctx: Ctx): Promise<RollUp> {
  const today = businessDate(ctx.app.clock());
  const rows = await ctx.db
    .selectFrom('bom_bom')
    .select(['id', 'valid_from', 'updated_at'])
    .where('state', '=', 'released')
    .where('valid_from', '<=', today)
    .where('valid_from', '>=', addDays(today, -looksBack))
    .execute();
  const boms = rows
    .filter((row) => String(row.valid_from) > businessDate(Number(row.updated_at)))
    .map(({ id }) => Number(id));
  if (boms.length === 0) return { recomputed: 0, changed: 0 };
  return rollUp(ctx, await subjectsOf(ctx, boms));
}

const timers = new WeakMap<App, NodeJS.Timeout>();

/** Looks at the calendar at start and soon after each midnight. */
export function startCalendar(app: App): void {
  let seen = '';
  const look = async () => {
    const today = businessDate(app.clock());
    if (today === seen) return;
    await followCalendar(app.systemCtx());
    seen = today;
  };
  const tryToLook = () =>
    void look().catch((error: unknown) =>
      app.logger.error({ err: error }, 'BOMs that become valid were not rolled up'),
    );
  tryToLook();
  timers.set(app, setInterval(tryToLook, everyQuarterOfAnHour).unref());
}

export const stopCalendar = (app: App): void => clearInterval(timers.get(app));
