import { formatDecimal, type Money, translate } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { getRecord, rowOf } from '#kernel/server/read.ts';
import { priceOf } from '#modules/catalog/server/index.ts';
import { priceChange } from '../../contract/index.ts';
import { chooseRows } from './choose-rows.ts';

export interface PreviewRow {
  variant: number | null;
  subject: string;
  name: string | null;
  before: string | null;
  after: string;
}

export interface Preview {
  items: PreviewRow[];
  total: number;
  raised: number;
  lowered: number;
  /** Where to go on, null at the end. */
  next: number | null;
}

interface Row {
  variant: number | null;
  subject: string;
  before: Money | null;
  after: Money;
}

const money = (value: Money | null) => (value === null ? null : formatDecimal(value, 'money'));

/** Before and after of every price a draft would set; of an applied change, of every price it did set. */
export async function previewChange(
  ctx: Ctx,
  id: number,
  { from, limit }: { from: number; limit: number },
): Promise<Preview> {
  await getRecord(ctx, ctx.app.served(priceChange.name), id);
  const change = await rowOf(ctx, priceChange, id);
  const rows: readonly Row[] = change.state === 'draft' ? await chooseRows(ctx, change) : await doneRows(ctx, id);
  const page = rows.slice(from, from + limit);
  const names = await priceOf(
    ctx,
    page.flatMap(({ variant }) => variant ?? []),
    'trade',
  );
  return {
    items: page.map(({ variant, subject, before, after }) => ({
      variant,
      subject,
      name: translate(names.get(variant ?? 0)?.name, ctx.language),
      before: money(before),
      after: formatDecimal(after, 'money'),
    })),
    total: rows.length,
    raised: rows.filter(({ before, after }) => after > (before ?? 0)).length,
    lowered: rows.filter(({ before, after }) => after < (before ?? 0)).length,
    next: from + limit < rows.length ? from + limit : null,
  };
}

async function doneRows(ctx: Ctx, change: number): Promise<Row[]> {
  const rows = await ctx.db
    .selectFrom('pricing_change_row')
    .select(['variant', 'subject', 'before', 'after'])
    .where('change', '=', change)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    variant: row.variant === null ? null : Number(row.variant),
    subject: String(row.subject),
    before: row.before === null ? null : Number(row.before),
    after: Number(row.after),
  }));
}
