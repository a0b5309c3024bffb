import { type TestApp, type TestAppOptions, testApp } from '#kernel/server/testing.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';

type Wire = Record<string, unknown> & { id: number; version: number };
export interface Refusal {
  status: number;
  code: string;
  params: Record<string, unknown>;
  fields: { path: string; code: string; params?: Record<string, unknown> }[];
}

/** A house that has products and nothing to sell them with; every call is made as `as`. */
export async function catalogHouse(options: TestAppOptions = {}) {
  const modules = [orgServer, partyServer, catalogServer];
  const t: TestApp = await testApp(modules, options);
  for (const module of modules) await module.seed?.(t.ctx);
  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown, as = '1:*') => {
    const headers: Record<string, string> =
      method === 'PATCH' || method === 'DELETE' ? { 'if-match': await versionOf(url) } : {};
    return t.call(method, url, { as, ...(body !== undefined && { body }), headers });
  };
  const versionOf = async (url: string) => `"${(await t.call('GET', url, { as: '1:*' })).body.version}"`;
  const ok = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown) => {
    const answer = await call(method, url, body);
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Wire;
  };
  return {
    t,
    call,
    get: (url: string) => ok('GET', url),
    post: (url: string, body: unknown = {}) => ok('POST', url, body),
    patch: (url: string, body: unknown) => ok('PATCH', url, body),
    /** What a call is refused with. */
    refused: async (method: 'POST' | 'PATCH', url: string, body: unknown, as = '1:*'): Promise<Refusal> => {
      const { status, body: problem } = await call(method, url, body, as);
      return { status, ...(problem as unknown as Omit<Refusal, 'status'>) };
    },
    unit: async (code: string) => Number((await idsBy(t, 'org_unit', code))?.id),
    category: async (code: string) => Number((await idsBy(t, 'catalog_category', code))?.id),
    close: () => t.close(),
  };
}
export type CatalogHouse = Awaited<ReturnType<typeof catalogHouse>>;

const idsBy = (t: TestApp, table: string, code: string) =>
  t.ctx.db.selectFrom(table).select('id').where('code', '=', code).executeTakeFirst();

/** Finish and size, and a family on these axes. */
export async function figureFamily(house: CatalogHouse, sku = 'KS-17') {
  const value = (code: string, de: string, en: string) => ({ code, name: { de, en } });
  const axis = async (code: string, position: number, values: unknown[]) =>
    (await house.call('GET', `/catalog/attributes?filter[code]=${code}`)).body.total === 0
      ? (await house.post('/catalog/attributes', { code, position, name: { de: code, en: code }, values })).id
      : Number(
          ((await house.get(`/catalog/attributes?filter[code]=${code}`)) as unknown as { items: Wire[] }).items[0]?.id,
        );
  const finish = await axis('finish', 1, [value('BE', 'bemalt', 'painted'), value('BL', 'blank', 'plain')]);
  const size = await axis('size', 2, [value('S', 'klein', 'small'), value('L', 'groß', 'large')]);
  const family = await house.post('/catalog/products', {
    sku,
    name: { de: `Löwe ${sku}`, en: `Lion ${sku}` },
    axes: [size, finish],
  });
  return { finish, size, family: family.id };
}
