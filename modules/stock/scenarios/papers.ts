import { expect } from 'vitest';
import { formatDecimal } from '#kernel/contract/index.ts';
import type { Warehouse } from '../../../tests/scenarios/warehouse.ts';

export interface Wire extends Record<string, unknown> {
  id: number;
  version: number;
  number: string | null;
  state: string;
}

/** The papers of a warehouse over HTTP, as the pages and scanners use them. */
export function papersOf(house: () => Warehouse) {
  const post = (url: string, body: object = {}, as = '1:*') => house().t.call('POST', url, { as, body });
  const answered = async (status: number, url: string, body: object): Promise<Wire> => {
    const answer = await post(url, body);
    expect(answer.status, `${url}: ${JSON.stringify(answer.body)}`).toBe(status);
    return answer.body as Wire;
  };
  const make = (url: string, body: object) => answered(201, url, body);
  const act = (url: string, body: object = {}) => answered(200, url, body);
  const idOf = async (table: string, column: string, value: string, product?: number): Promise<number> => {
    let query = house().ctx.db.selectFrom(table).select('id').where(column, '=', value);
    if (product !== undefined) query = query.where('product', '=', product);
    return Number((await query.executeTakeFirst())?.id ?? 0);
  };
  return {
    post,
    make,
    act,
    /** Makes a paper and posts it. */
    booked: async (path: string, body: object): Promise<Wire> => {
      const { id } = await make(`/stock/${path}`, body);
      return act(`/stock/${path}/${id}/post`);
    },
    movements: async (resource: string, { id }: Wire) => {
      const query = house().ctx.db.selectFrom('stock_movement').selectAll().where('source_resource', '=', resource);
      const rows = await query.where('source_id', '=', id).orderBy('id').execute();
      return rows.map((row) => ({
        source: row.source,
        kind: row.kind,
        line: row.source_line,
        reason: row.reason,
        quantity: formatDecimal(Number(row.quantity), 'quantity'),
      }));
    },
    lotId: (product: number, number: string) => idOf('stock_lot', 'number', number, product),
    reason: (code: string) => idOf('stock_reason', 'code', code),
  };
}
