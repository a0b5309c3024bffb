import { parseDecimal } from '#kernel/contract/index.ts';
import type { TestAppOptions } from '#kernel/server/testing.ts';
import { act, create } from '#kernel/server/write.ts';
import { bomServer } from '#modules/bom/server/index.ts';
import { documentsServer } from '#modules/documents/server/index.ts';
import { addDays } from '#modules/org/server/index.ts';
import { receipt } from '#modules/stock/contract/index.ts';
import { defaultLocation } from '#modules/stock/server/index.ts';
import { openWarehouse, pieces, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import { valuationServer, valueMovements } from '../server/index.ts';

export { pieces };
export const euro = (text: string): number => parseDecimal(text, 'money') ?? Number.NaN;

/** A warehouse whose goods are worth something. */
export interface House extends Warehouse {
  day(ago: number): string;
  places: Record<'store' | 'supplier' | 'customer' | 'adjustment', number>;
  /** A posted goods receipt of one line; its id. */
  receive(product: number, quantity: string, unitCost: string | null, ago?: number): Promise<number>;
  /** Goods for a customer. */
  sell(product: number, quantity: string, ago?: number): Promise<void>;
  value(): Promise<number>;
  /** What is kept of a product: quantity, value by average and FIFO. */
  worth(product: number): Promise<[quantity: number, average: number, fifo: number]>;
}

export async function openHouse(options: TestAppOptions = {}): Promise<House> {
  const warehouse = await openWarehouse([bomServer, documentsServer, valuationServer], options);
  const { ctx, store, today } = warehouse;
  const day = (ago: number) => addDays(today, -ago);
  const places = {
    store,
    supplier: await defaultLocation(ctx, 'supplier'),
    customer: await defaultLocation(ctx, 'customer'),
    adjustment: await defaultLocation(ctx, 'adjustment'),
  };
  return {
    ...warehouse,
    day,
    places,
    receive: async (product, quantity, unitCost, ago = 0) => {
      const line = { product, quantity: pieces(quantity), unitCost: unitCost === null ? null : euro(unitCost) };
      const [row] = await create(ctx, receipt, [{ date: day(ago), lines: [line] }]);
      const id = row?.id ?? 0;
      await act(ctx, receipt, 'post', id);
      return id;
    },
    sell: (product, quantity, ago = 0) => {
      const move = { product, from: store, to: places.customer, quantity: pieces(quantity) };
      return warehouse.post('delivery', [move], day(ago));
    },
    value: async () => (await valueMovements(ctx)).made,
    worth: async (product) => {
      const row = await ctx.db
        .selectFrom('valuation_stand')
        .selectAll()
        .where('product', '=', product)
        .executeTakeFirstOrThrow();
      return [Number(row.quantity) / 1e6, Number(row.average_value) / 1e4, Number(row.fifo_value) / 1e4];
    },
  };
}
