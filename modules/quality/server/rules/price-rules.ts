import { sql } from 'kysely';
import { variant } from '#modules/catalog/contract/index.ts';
import { price, priceList } from '#modules/pricing/contract/index.ts';
import { hasListedPrice } from '#modules/pricing/server/index.ts';
import type { RuleCode } from '../../contract/index.ts';
import { isLive, type Rule, rulesOf, type Sql } from './rule.ts';

const ofVariant = rulesOf(variant);

const missing = (code: RuleCode, field: string, column: string, who: Sql): Rule =>
  ofVariant({
    code,
    severity: 'warning',
    field,
    reads: [`${variant.name}.${field}`],
    where: sql`${isLive} AND ${sql.ref(`s.${column}`)} IS NULL AND ${who}`,
    fixes: ['takeFromFamily'],
  });

const isSold = sql`s.is_sold = 1`;

/** The four kinds of price, for those that need them; what is sold may do with a price list instead. A price of 0 is one somebody has given, except where it is the only one. */
export const priceRules: readonly Rule[] = [
  ofVariant({
    code: 'soldWithoutPrice',
    severity: 'error',
    field: 'retailPrice',
    reads: [priceList.name, price.name],
    where: (today) => sql`${isLive} AND ${isSold} AND COALESCE(s.retail_price, 0) = 0 AND COALESCE(s.trade_price, 0) = 0
      AND COALESCE(s.recommended_price, 0) = 0 AND NOT ${hasListedPrice('s', today)}`,
    fixes: ['takeFromFamily', 'stopSelling', 'archive'],
  }),
  missing('missingRetailPrice', 'retailPrice', 'retail_price', isSold),
  missing('missingTradePrice', 'tradePrice', 'trade_price', isSold),
  missing('missingRecommendedPrice', 'recommendedPrice', 'recommended_price', isSold),
  // What the house makes itself is never bought, unless it says so.
  missing(
    'missingPurchasePrice',
    'purchasePrice',
    'purchase_price',
    sql`(s.is_purchased = 1 OR s.is_manufactured = 0)`,
  ),
];
