import type { Translated } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { paymentTerms, priceTier } from '../contract/index.ts';

const text = (de: string, en: string): Translated => ({ de, en });

const terms = [
  { code: 'NET14', name: text('14 Tage netto', '14 days net'), netDays: 14 },
  {
    code: 'NET30',
    name: text('30 Tage netto, 10 Tage 2 % Skonto', '30 days net, 10 days 2 % cash discount'),
    netDays: 30,
    cashDiscountDays: 10,
    cashDiscount: 20_000,
  },
  { code: 'PREPAID', name: text('Vorkasse', 'Prepayment'), netDays: 0 },
];
const tiers = [
  { code: 'TRADE', name: text('Handel (netto)', 'Trade (net)'), priceType: 'trade' as const, taxIncluded: false },
  { code: 'RETAIL', name: text('Laden (brutto)', 'Retail (gross)'), priceType: 'retail' as const, taxIncluded: true },
  {
    code: 'RRP',
    name: text('Empfohlener Verkaufspreis (brutto)', 'Recommended price (gross)'),
    priceType: 'recommended' as const,
    taxIncluded: true,
  },
];

/** Payment terms and price tiers to begin with; what is there already stays as it is. */
export async function seedParty(ctx: Ctx): Promise<void> {
  const missing = async <T extends { code: string }>(table: string, rows: readonly T[]): Promise<T[]> => {
    const known = new Set((await ctx.db.selectFrom(table).select('code').execute()).map((row) => row.code));
    return rows.filter((row) => !known.has(row.code));
  };
  await create(trusted(ctx), paymentTerms, await missing('party_payment_terms', terms));
  await create(trusted(ctx), priceTier, await missing('party_price_tier', tiers));
}
