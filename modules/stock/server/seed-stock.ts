import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { location, warehouse } from '../contract/index.ts';

const virtual = ['supplier', 'customer', 'production', 'adjustment', 'scrap', 'opening'] as const;

/** One main warehouse with one place (PRD-WHS-06), and the virtual places of the double-entry ledger. */
export async function seedStock(ctx: Ctx): Promise<void> {
  const known = await ctx.db.selectFrom('stock_location').select('id').executeTakeFirst();
  if (known) return;
  const seed = trusted(ctx);
  const [main] = await create(seed, warehouse, [{ code: 'MAIN', name: { de: 'Hauptlager', en: 'Main warehouse' } }]);
  await create(seed, location, [
    {
      code: 'MAIN-STOCK',
      name: { de: 'Hauptlager', en: 'Main stock' },
      warehouse: main?.id ?? null,
      kind: 'storage',
      isSellable: true,
      isDefault: true,
    },
    ...virtual.map((kind) => ({ code: `@${kind}`, kind, isSellable: false, isDefault: true })),
  ]);
}
