import type { Draft, Translated } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { closing, location, reason, warehouse } from '../contract/index.ts';

const virtual = ['supplier', 'customer', 'production', 'adjustment', 'scrap', 'opening'] as const;

const text = (de: string, en: string): Translated => ({ de, en });
const reasons = [
  { code: 'COUNT', name: text('Zähldifferenz', 'Count difference'), kind: 'adjustment' as const },
  { code: 'CORRECTION', name: text('Buchungsfehler', 'Posting mistake'), kind: 'adjustment' as const },
  { code: 'LOSS', name: text('Schwund', 'Loss'), kind: 'adjustment' as const },
  { code: 'DAMAGED', name: text('Beschädigt', 'Damaged'), kind: 'scrap' as const },
  { code: 'EXPIRED', name: text('Abgelaufen', 'Expired'), kind: 'scrap' as const },
  { code: 'RETURNED', name: text('Zurückgeschickt', 'Sent back'), kind: 'return' as const },
];

/**
 * One main warehouse with one place (PRD-WHS-06), the place for goods under way, the virtual places of the double-entry
 * ledger, the books and the reasons. What is there stays as it is; what a later version brings is added.
 */
export async function seedStock(ctx: Ctx): Promise<void> {
  const seed = trusted(ctx);
  const warehouseId = await mainWarehouse(seed);
  const known = await ctx.db.selectFrom('stock_location').select(['kind', 'purpose']).execute();
  const has = (kind: string, purpose?: string) =>
    known.some((row) => row.kind === kind && (!purpose || row.purpose === purpose));
  const places: Draft<typeof location>[] = virtual
    .filter((kind) => !has(kind))
    .map((kind) => ({ code: `@${kind}`, kind, purpose: 'special', isDefault: true }));
  if (!has('storage'))
    places.unshift({
      code: 'MAIN-STOCK',
      name: text('Hauptlager', 'Main stock'),
      warehouse: warehouseId,
      isDefault: true,
    });
  if (!has('storage', 'transit'))
    places.push({
      code: 'MAIN-TRANSIT',
      name: text('Unterwegs', 'Under way'),
      warehouse: warehouseId,
      purpose: 'transit',
      isDefault: true,
    });
  await create(seed, location, places);
  await create(seed, closing, await missing(ctx, 'stock_closing', [{ code: 'STOCK' }]));
  await create(seed, reason, await missing(ctx, 'stock_reason', reasons));
}

async function mainWarehouse(seed: Ctx): Promise<number> {
  const known = await seed.db.selectFrom('stock_warehouse').select('id').orderBy('id').executeTakeFirst();
  if (known) return Number(known.id);
  const [made] = await create(seed, warehouse, [{ code: 'MAIN', name: text('Hauptlager', 'Main warehouse') }]);
  return made?.id ?? 0;
}

async function missing<T extends { code: string }>(ctx: Ctx, table: string, rows: readonly T[]): Promise<T[]> {
  const known = new Set((await ctx.db.selectFrom(table).select('code').execute()).map((row) => row.code));
  return rows.filter((row) => !known.has(row.code));
}
