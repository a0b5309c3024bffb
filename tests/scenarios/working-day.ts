import { modules } from '#apps/server/modules.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { identityPort } from '#modules/identity/server/index.ts';
import type { ScanAnswer } from '#modules/stock/contract/index.ts';
import { employ, type Person, signIn } from './people.ts';
import { openWarehouse } from './warehouse.ts';

export interface Named {
  id: number;
  title: string;
  subtitle?: string;
}
export interface Goods {
  product: string;
  lots?: string;
  quantity: string;
}

/** Who works there, each with the rights of his role and no others. */
const roles = {
  boss: 'system_administrator',
  purchase: 'purchase_officer',
  clerk: 'warehouse_clerk',
  lead: 'warehouse_manager',
  sales: 'sales_representative',
  books: 'finance_user',
  quality: 'quality_assurance',
} as const;
type Staff = Record<keyof typeof roles, Person>;

/** The days of the story; before the first one old goods came in. */
export const days = { before: '2026-11-22', first: '2026-11-23', next: '2026-11-24' } as const;
export const gtin = '4006381333931';

export interface WorkingDay {
  t: TestApp;
  /** Whoever has come to work. */
  staff: Staff;
  /** Of an article or a place, by its number. */
  id(code: string): number;
  /** The clock jumps, and everybody signs in. */
  everybodyComes(instant: string): Promise<void>;
  /** What lies of an article by place and lot: `R04-F02-B02 L-1` → `15 (15)`, in brackets what is reserved. */
  lying(product: string): Promise<Record<string, string>>;
  scan(who: Person, code: string): Promise<ScanAnswer['items']>;
  /** What the clerk does with his scanner: the place, the goods, the other place; one key for each. */
  carry(from: string, goods: Goods, to: string): ReturnType<Person['try']>;
  close(): Promise<void>;
}

/**
 * The whole application with a main store (goods in `WE-01`, shelves, a box) and a shop, an article `LION` kept by lots
 * and one `BEAR` that is not; some of both came on the day before.
 */
export async function openWorkingDay(): Promise<WorkingDay> {
  let now = Date.parse(`${days.before}T08:00:00Z`);
  const house = await openWarehouse(modules, { identity: identityPort, clock: () => now++ });
  await house.t.app.start();
  for (const role of Object.values(roles)) await employ(house.t, role);
  const staff = {} as Staff;
  const everybodyComes = async (instant: string) => {
    now = Date.parse(instant);
    for (const [name, role] of Object.entries(roles))
      staff[name as keyof Staff] = await signIn(house.t, role.replaceAll('_', '-'));
  };
  await everybodyComes(`${days.before}T08:00:00Z`);
  const ids = await furnish(staff);
  const id = (code: string): number => ids[code] ?? Number.NaN;
  const scan: WorkingDay['scan'] = async (who, code) =>
    (await who.get<ScanAnswer>(`/stock/scan?code=${encodeURIComponent(code)}`)).items;
  return {
    t: house.t,
    staff,
    id,
    everybodyComes,
    scan,
    lying: async (product) => {
      const { items } = await staff.lead.get(
        `/stock/balances?filter[product]=${id(product)}&filter[allowsNegative]=false&filter[onHand][ne]=0&limit=100`,
      );
      const nameOf = (one: unknown) => (one as Named | null)?.title;
      return Object.fromEntries(
        items.map(({ location, lot, onHand, reserved }) => [
          [nameOf(location), nameOf(lot)].filter(Boolean).join(' '),
          `${onHand} (${reserved})`,
        ]),
      );
    },
    carry: async (from, { product, ...goods }, to) => {
      const [here] = await scan(staff.clerk, from);
      if (here?.kind !== 'place') throw new Error(`${from} is no place`);
      const spot = here.box ? { box: here.box.id } : { location: here.location.id };
      const body = { from: spot, to: { code: to }, product: id(product), ...goods };
      return staff.clerk.try('POST', '/stock/work/transfers', body, { 'idempotency-key': JSON.stringify(body) });
    },
    close: house.close,
  };
}

/** Articles, places and what lay there before: cheap, and kept for long. */
async function furnish({ boss, lead, purchase }: Staff): Promise<Record<string, number>> {
  const ids: Record<string, number> = {};
  const article = async (sku: string, values: object) => {
    const body = { sku, name: { de: sku, en: sku }, retailPrice: '39.50', tradePrice: '17.80', ...values };
    ids[sku] = (await boss.post('/catalog/variants', body)).id;
  };
  const place = async (code: string, warehouse: number | undefined, values = {}) => {
    ids[code] = (await lead.post('/stock/locations', { code, warehouse, ...values })).id;
  };
  await article('LION', { tracking: 'lot', barcodes: [{ code: gtin, kind: 'gtin' }] });
  await article('BEAR', {});
  const [main] = (await lead.get('/stock/warehouses?q=MAIN')).items;
  const shop = await lead.post('/stock/warehouses', { code: 'SHOP', name: { de: 'Laden', en: 'Shop' } });
  await place('WE-01', main?.id, { purpose: 'special' });
  await place('R04-F02-B02', main?.id);
  await place('R04-F02-B03', main?.id);
  await place('LADEN-01', shop.id);
  await lead.post('/stock/boxes', { code: 'S-000100', location: ids['R04-F02-B02'], slots: [{ code: 'BP' }] });
  const lines = [
    { product: ids.LION, lots: 'L-0', quantity: '20', expiresOn: '2029-12-31', unitCost: '2' },
    { product: ids.BEAR, quantity: '10', unitCost: '5' },
  ];
  const { id } = await purchase.post('/stock/receipts', { supplierName: 'Zinn AG', lines });
  await purchase.post(`/stock/receipts/${id}/post`);
  return ids;
}
