import { expect } from 'vitest';
import { createCtx, withTransaction } from '#kernel/server/ctx.ts';
import type { TestAppOptions } from '#kernel/server/testing.ts';
import { create } from '#kernel/server/write.ts';
import { bomServer } from '#modules/bom/server/index.ts';
import { documentsServer } from '#modules/documents/server/index.ts';
import { user } from '#modules/identity/contract/index.ts';
import { identityServer } from '#modules/identity/server/index.ts';
import { notificationServer } from '#modules/notification/server/index.ts';
import { replenishmentServer } from '#modules/replenishment/server/index.ts';
import { reserveStock } from '#modules/stock/server/index.ts';
import { openWarehouse, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import type { Differences, PlaceSheet, Progress, RoutePlace } from '../contract/index.ts';
import { stocktakeServer } from '../server/index.ts';

type Body = Record<string, unknown>;
interface Record_ extends Body {
  id: number;
  version: number;
  number: string | null;
  state: string;
}

const modules = [identityServer, notificationServer, documentsServer, bomServer, replenishmentServer, stocktakeServer];

/** What warehouse clerks may do: count, without seeing what the books say. */
const clerk =
  'stock.location:read,stock.lot:read,stock.compartment:read,catalog.variant:read,stocktake.count:read,stocktake.position:read,' +
  'stocktake.place:read,stocktake.place:begin,stocktake.place:count,stocktake.place:clear,stocktake.place:finish';

/** A warehouse with three people: Anna and Ben count, Clara leads. */
export interface House extends Warehouse {
  anna: string;
  ben: string;
  clara: string;
  post(...args: Parameters<Warehouse['post']>): Promise<void>;
  send(status: number, url: string, body?: object, as?: string): Promise<Record_>;
  get<T>(url: string, as?: string): Promise<T>;
  /** A stocktake that has been started. */
  started(body?: object): Promise<Record_>;
  /** The place of a stocktake at a location. */
  placeAt(count: Record_, location: number): Promise<RoutePlace>;
  sheet(place: { id: number }, as?: string): Promise<PlaceSheet>;
  counts(place: { id: number }, goods: object, as?: string, status?: number): Promise<Record_>;
  progress(count: Record_, as?: string): Promise<Progress>;
  differences(count: Record_): Promise<Differences>;
  /** Reserves for an order that nobody knows, due on a day. */
  reserve(product: number, quantity: number, order: number, due: string): Promise<void>;
}

export async function openHouse(options: TestAppOptions = {}): Promise<House> {
  const house = await openWarehouse(modules, { ...options, userResource: user.name });
  const { t, ctx } = house;
  const people = ['Anna', 'Ben', 'Clara'].map((name) => ({ username: name.toLowerCase(), displayName: name }));
  const [anna = '', ben = '', clara = ''] = (await create(ctx, user, people)).map(({ id }) => String(id));
  const leads = `${clara}:*`;
  const send: House['send'] = async (status, url, body = {}, as = leads) => {
    const answer = await t.call('POST', url, { as, body });
    expect(answer.status, `${url}: ${JSON.stringify(answer.body)}`).toBe(status);
    return answer.body as Record_;
  };
  const get = async <T>(url: string, as = leads) => {
    const answer = await t.call('GET', url, { as });
    expect(answer.status, `${url}: ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.body as T;
  };
  return {
    ...house,
    anna: `${anna}:${clerk}`,
    ben: `${ben}:${clerk}`,
    clara: leads,
    send,
    get,
    started: async (body = {}) => {
      const { id } = await send(201, '/stocktake/counts', body);
      return send(200, `/stocktake/counts/${id}/start`);
    },
    placeAt: async ({ id }, location) => {
      const { places } = await get<{ places: RoutePlace[] }>(`/stocktake/counts/${id}/route`);
      const found = places.find((one) => one.location.id === location);
      if (!found) throw new Error('the place is not counted');
      return found;
    },
    sheet: ({ id }, as = `${anna}:${clerk}`) => get<PlaceSheet>(`/stocktake/places/${id}/sheet`, as),
    counts: (place, goods, as = `${anna}:${clerk}`, status = 200) =>
      send(status, `/stocktake/places/${place.id}/count`, goods, as),
    progress: ({ id }, as = leads) => get<Progress>(`/stocktake/counts/${id}/progress`, as),
    differences: ({ id }) => get<Differences>(`/stocktake/counts/${id}/differences`),
    reserve: (product, quantity, order, due) =>
      withTransaction(createCtx(t.app, { id: null, username: 'system', permissions: new Set(['*']) }), async (tx) => {
        const source = { resource: 'test.order', id: order, title: `O-${order}` };
        await reserveStock(
          { ...tx, trusted: true },
          source,
          [{ product, quantity: quantity * 1_000_000, sourceLine: 1 }],
          { due },
        );
      }),
  };
}
