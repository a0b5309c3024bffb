import type { Translated } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { numberSeries, taxRate, unit } from '../contract/index.ts';

const text = (de: string, en: string): Translated => ({ de, en });
const percent = 10_000;

const taxRates = [
  { code: 'DE19', name: text('Umsatzsteuer 19 %', 'VAT 19 %'), rate: 19 * percent, isDefault: true },
  { code: 'DE7', name: text('Umsatzsteuer 7 % (ermäßigt)', 'VAT 7 % (reduced)'), rate: 7 * percent },
  { code: 'DE0', name: text('Umsatzsteuer 0 %', 'VAT 0 %'), rate: 0 },
];
const units = [
  { code: 'PCE', name: text('Stück', 'Piece'), symbol: text('Stk.', 'pcs') },
  { code: 'SET', name: text('Satz', 'Set'), symbol: text('Satz', 'set') },
  { code: 'KG', name: text('Kilogramm', 'Kilogram'), symbol: text('kg', 'kg') },
  { code: 'G', name: text('Gramm', 'Gram'), symbol: text('g', 'g') },
  { code: 'M', name: text('Meter', 'Metre'), symbol: text('m', 'm') },
];
const series = [
  { code: 'party.customer', name: text('Kunden', 'Customers'), pattern: 'K-#####' },
  { code: 'sales.order', name: text('Aufträge', 'Sales orders'), pattern: 'A{year}-#####' },
  { code: 'sales.delivery', name: text('Lieferscheine', 'Delivery notes'), pattern: 'L{year}-#####' },
  { code: 'stock.receipt', name: text('Wareneingänge', 'Goods receipts'), pattern: 'WE{year}-#####' },
  { code: 'stock.issue', name: text('Warenausgänge', 'Goods issues'), pattern: 'WA{year}-#####' },
  { code: 'stock.transfer', name: text('Umlagerungen', 'Transfers'), pattern: 'UL{year}-#####' },
  { code: 'stock.adjustment', name: text('Bestandskorrekturen', 'Adjustments'), pattern: 'BK{year}-#####' },
  { code: 'stock.conversion', name: text('Umwandlungen', 'Conversions'), pattern: 'UW{year}-#####' },
  { code: 'stock.box', name: text('Schütten', 'Boxes'), pattern: 'S-######' },
  { code: 'stocktake.count', name: text('Inventuren', 'Stocktakes'), pattern: 'IV{year}-#####' },
  { code: 'picking.wave', name: text('Kommissionierungen', 'Pick waves'), pattern: 'KO{year}-#####' },
  { code: 'picking.parcel', name: text('Pakete', 'Parcels'), pattern: 'P{year}-######' },
  { code: 'invoicing.invoice', name: text('Rechnungen', 'Invoices'), pattern: '{year}-#####' },
];

/** German tax rates, common units and the number series; what is there already stays as it is. */
export async function seedOrg(ctx: Ctx): Promise<void> {
  const missing = async <T extends { code: string }>(table: string, rows: readonly T[]): Promise<T[]> => {
    const known = new Set((await ctx.db.selectFrom(table).select('code').execute()).map((row) => row.code));
    return rows.filter((row) => !known.has(row.code));
  };
  const seed = { ...ctx, trusted: true };
  await create(seed, taxRate, await missing('org_tax_rate', taxRates));
  await create(seed, unit, await missing('org_unit', units));
  await create(seed, numberSeries, await missing('org_number_series', series));
}
