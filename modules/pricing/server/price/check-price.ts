import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { priceList, subjectFields } from '../../contract/index.ts';
import { dayText } from '../answer/explain-price.ts';
import { type Price, subjectOf } from './complete-price.ts';

interface Period {
  id: number;
  validFrom: string | null;
  validTo: string | null;
}

/** Prices of one list for one subject from one quantity on must not hold on the same day. */
const keyOf = (list: unknown, field: string, subject: unknown, quantity: unknown): string =>
  `${list} ${field} ${subject} ${quantity}`;

const overlap = (a: Period, b: Period): boolean =>
  (a.validTo === null || b.validFrom === null || b.validFrom <= a.validTo) &&
  (b.validTo === null || a.validFrom === null || a.validFrom <= b.validTo);

export async function checkPrice(ctx: Ctx, changes: Change<Price>[]): Promise<void> {
  for (const change of changes) checkValues(change);
  const sound = changes.filter(({ problems }) => problems.length === 0);
  if (sound.length === 0) return;
  // Locked, so that of two who enter the same period at once the second one sees the first one's.
  const lists = await rowsOf(
    ctx,
    priceList,
    sound.map(({ row }) => row.priceList),
    { lock: true },
  );
  const archived = new Set(lists.filter(({ state }) => state === 'archived').map(({ id }) => id));
  for (const { row, fail } of sound) if (archived.has(row.priceList)) fail('priceList', 'pricing.listArchived');
  await checkPeriods(ctx, sound);
}

function checkValues({ row, fail }: Change<Price>): void {
  const given = subjectFields.filter((name) => row[name] !== null);
  if (given.length !== 1) fail(given[1] ?? 'variant', 'pricing.oneSubject');
  if ((row.price === null) === (row.discount === null)) fail('price', 'pricing.oneValue');
  if (row.category !== null && row.price !== null) fail('price', 'pricing.categoryHasNoPrice');
  if (row.validFrom && row.validTo && row.validTo < row.validFrom) fail('validTo', 'pricing.endBeforeStart');
}

async function checkPeriods(ctx: Ctx, changes: readonly Change<Price>[]): Promise<void> {
  const known = await knownPeriods(ctx, changes);
  for (const { row, fail } of changes) {
    const subject = subjectOf(row);
    if (!subject) continue;
    const key = keyOf(row.priceList, subject.field, subject.id, row.minQuantity);
    const periods = known.get(key) ?? [];
    const mine = { id: row.id ?? 0, validFrom: row.validFrom, validTo: row.validTo };
    const other = periods.find((period) => overlap(period, mine));
    if (other)
      fail('validFrom', 'pricing.periodOverlaps', {
        subject: row.subject,
        quantity: formatDecimal(row.minQuantity, 'quantity'),
        from: other.validFrom ? dayText(other.validFrom, ctx.language) : 'none',
        to: other.validTo ? dayText(other.validTo, ctx.language) : 'none',
      });
    known.set(key, [...periods, mine]);
  }
}

/** The periods stored already, without those of the records that are being changed; one statement per kind of subject. */
async function knownPeriods(ctx: Ctx, changes: readonly Change<Price>[]): Promise<Map<string, Period[]>> {
  const changed = new Set(changes.flatMap(({ before }) => before?.id ?? []));
  const known = new Map<string, Period[]>();
  for (const field of subjectFields) {
    const ids = [...new Set(changes.flatMap(({ row }) => row[field] ?? []))];
    if (ids.length === 0) continue;
    const lists = [...new Set(changes.map(({ row }) => row.priceList))];
    const rows = await ctx.db
      .selectFrom('pricing_price')
      .select(['id', 'price_list', field, 'min_quantity', 'valid_from', 'valid_to'])
      .where('price_list', 'in', lists)
      .where(field, 'in', ids)
      .execute();
    for (const row of rows) {
      if (changed.has(Number(row.id))) continue;
      const key = keyOf(row.price_list, field, row[field], row.min_quantity);
      const period = {
        id: Number(row.id),
        validFrom: row.valid_from as string | null,
        validTo: row.valid_to as string | null,
      };
      known.set(key, [...(known.get(key) ?? []), period]);
    }
  }
  return known;
}
