import { type Ctx, tables } from '#kernel/server/ctx.ts';

interface SnapshotTables {
  quality_snapshot: { id: number; day: string };
  quality_snapshot_counts: { parent_id: number; rule: string; open: number };
}

const days = 30;
const day = 86_400_000;

/** Open findings of the last thirty days by rule, oldest first, from the nightly snapshots. */
export async function trendOf(ctx: Ctx): Promise<Map<string, { day: string; open: number }[]>> {
  const since = new Date(ctx.app.clock() - days * day).toISOString().slice(0, 10);
  const rows = await tables<SnapshotTables>(ctx)
    .selectFrom('quality_snapshot as n')
    .innerJoin('quality_snapshot_counts as c', 'c.parent_id', 'n.id')
    .select(['n.day', 'c.rule', 'c.open'])
    .where('n.day', '>=', since)
    .orderBy('n.day')
    .execute();
  const trend = new Map<string, { day: string; open: number }[]>();
  for (const row of rows) {
    const points = trend.get(row.rule) ?? [];
    points.push({ day: row.day, open: Number(row.open) });
    trend.set(row.rule, points);
  }
  return trend;
}
