import { type Ctx, demand } from '#kernel/server/ctx.ts';
import {
  type ExportFormat,
  type ReportColumn,
  reportColumns,
  sheetAnswer,
} from '#kernel/server/import-export/sheet-answer.ts';
import type { Answer } from '#kernel/server/module.ts';
import type { Wire } from '#kernel/server/present.ts';
import { businessDate } from '#modules/org/server/index.ts';
import type { Shortage } from '../../contract/index.ts';
import { type ShortageQuery, showShortages } from './show-shortages.ts';

const columns: readonly ReportColumn[] = [
  ['state', 'replenishment.shortages.state', 'text', 'text'],
  ['sku', 'replenishment.rule.field.product', 'text', 'text'],
  ['name', 'replenishment.shortages.name', 'text', 'text'],
  ['abcClass', 'replenishment.abcClass', 'text', 'text'],
  ['warehouse', 'replenishment.rule.field.warehouse', 'text', 'text'],
  ['available', 'replenishment.shortages.available', 'quantity', 'number'],
  ['promised', 'replenishment.shortages.promised', 'quantity', 'number'],
  ['incoming', 'replenishment.shortages.incoming', 'quantity', 'number'],
  ['projected', 'replenishment.shortages.projected', 'quantity', 'number'],
  ['minimum', 'replenishment.rule.field.minimum', 'quantity', 'number'],
  ['maximum', 'replenishment.rule.field.maximum', 'quantity', 'number'],
  ['daysLeft', 'replenishment.shortages.daysLeft', 'int', 'number'],
  ['proposal', 'replenishment.shortages.proposal', 'quantity', 'number'],
  ['unit', 'replenishment.shortages.unit', 'text', 'text'],
  ['means', 'replenishment.shortages.means', 'text', 'text'],
];

/** The whole shortage list as a file, in the reader's language. 403 without `data:export`. */
export async function exportShortages(
  ctx: Ctx,
  query: Omit<ShortageQuery, 'limit'>,
  format: ExportFormat,
): Promise<Answer> {
  demand(ctx, 'data:export');
  const { items } = await showShortages(ctx, { ...query, limit: Number.POSITIVE_INFINITY });
  const day = businessDate(ctx.app.clock());
  return sheetAnswer(
    format,
    'shortages',
    day,
    reportColumns(ctx, columns),
    onePage(items.map((one) => rowOf(ctx, one))),
  );
}

async function* onePage(rows: Wire[]): AsyncGenerator<Wire[]> {
  yield rows;
}

function rowOf(ctx: Ctx, { product, warehouse, rule, state, means, transferFrom, ...figures }: Shortage): Wire {
  const say = (id: string, params = {}) => ctx.app.texts.say(ctx.language, `replenishment.shortages.${id}`, params);
  return {
    ...figures,
    id: product.id,
    version: 1,
    state: say(`state.${state}`),
    sku: product.title,
    name: product.subtitle ?? null,
    warehouse: warehouse?.title ?? say('allWarehouses'),
    minimum: rule?.minimum ?? null,
    maximum: rule?.maximum ?? null,
    means: means && say(`means.${means}`, { warehouse: transferFrom?.title ?? '' }),
  };
}
