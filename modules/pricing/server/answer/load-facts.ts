import { sql } from 'kysely';
import type { Money, Rate } from '#kernel/contract/index.ts';
import { type Ctx, tables } from '#kernel/server/ctx.ts';
import { runShape } from '#kernel/server/db/compiled.ts';
import type { BasePrice, Channel, SubjectField } from '../../contract/index.ts';
import type { Audience, Candidate, ListFacts } from './precedence.ts';

/** What of a customer decides his prices. */
export interface CustomerTerms {
  type: 'company' | 'individual';
  discount: Rate | null;
  priceTier: number;
}
export interface TierTerms {
  priceType: BasePrice;
  taxIncluded: boolean;
}
export interface VariantFacts {
  id: number;
  sku: string;
  product: number | null;
  category: number;
  taxPercent: Rate;
  base: Record<BasePrice, Money | null>;
}

interface Tables {
  catalog_variant: Record<'id' | 'tax_rate' | 'category', number> & { sku: string; product: number | null } & Record<
      `${BasePrice}_price`,
      number | null
    >;
  catalog_category: { id: number; parent: number | null };
  org_tax_rate: { id: number; rate: number };
  party_customer: { id: number; type: CustomerTerms['type']; discount: number | null; price_tier: number };
  party_price_tier: { id: number; price_type: BasePrice; tax_included: number };
  pricing_price_list: Record<'id' | 'tax_included' | 'priority' | 'allows_discount', number> & {
    code: string;
    name_de: string | null;
    name_en: string | null;
    state: string;
    channel: Channel;
    audience: Audience;
    price_tier: number | null;
    customer: number | null;
    valid_from: string | null;
    valid_to: string | null;
  };
  pricing_price: Record<'id' | 'price_list' | 'min_quantity', number> &
    Record<SubjectField | 'price' | 'discount', number | null> &
    Record<'valid_from' | 'valid_to', string | null>;
}

const db = (ctx: Ctx) => tables<Tables>(ctx);
const shape = (ctx: Ctx, name: string, ...lists: readonly (readonly unknown[])[]) =>
  `pricing.${name} ${ctx.app.engine.dialect} ${lists.map((list) => list.length)}`;

export async function loadVariants(ctx: Ctx, ids: readonly number[]): Promise<Map<number, VariantFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await runShape(ctx.db, shape(ctx, 'variants', ids), ids, () =>
    db(ctx)
      .selectFrom('catalog_variant as v')
      .innerJoin('org_tax_rate as t', 't.id', 'v.tax_rate')
      .select(['v.id', 'v.sku', 'v.product', 'v.category', 't.rate'])
      .select(['v.retail_price', 'v.trade_price', 'v.recommended_price'])
      .where('v.id', 'in', [...ids]),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        sku: row.sku,
        product: row.product,
        category: row.category,
        taxPercent: row.rate,
        base: { retail: row.retail_price, trade: row.trade_price, recommended: row.recommended_price },
      },
    ]),
  );
}

export interface Terms {
  customers: Map<number, CustomerTerms>;
  tiers: Map<number, TierTerms>;
}

/** Customers with their tiers, and further tiers; one statement. */
export async function loadTerms(ctx: Ctx, customers: readonly number[], tiers: readonly number[]): Promise<Terms> {
  const found: Terms = { customers: new Map(), tiers: new Map() };
  if (customers.length + tiers.length === 0) return found;
  const rows = await runShape(ctx.db, shape(ctx, 'terms', customers, tiers), [...customers, ...tiers], () => {
    const ofCustomers = db(ctx)
      .selectFrom('party_customer as c')
      .innerJoin('party_price_tier as t', 't.id', 'c.price_tier')
      .select(['t.id as tier', 't.price_type', 't.tax_included'])
      .select((eb) => [
        eb.ref('c.id').$castTo<number | null>().as('customer'),
        eb.ref('c.type').$castTo<CustomerTerms['type'] | null>().as('type'),
        'c.discount',
      ]);
    const further = db(ctx)
      .selectFrom('party_price_tier as t')
      .select(['t.id as tier', 't.price_type', 't.tax_included'])
      .select((eb) => [
        eb.val(null).$castTo<number | null>().as('customer'),
        eb.val(null).$castTo<CustomerTerms['type'] | null>().as('type'),
        eb.val(null).$castTo<number | null>().as('discount'),
      ]);
    const whose = ofCustomers.where('c.id', 'in', [...customers]);
    const which = further.where('t.id', 'in', [...tiers]);
    if (tiers.length === 0) return whose;
    return customers.length === 0 ? which : whose.unionAll(which);
  });
  for (const { tier, price_type, tax_included, customer, type, discount } of rows) {
    found.tiers.set(tier, { priceType: price_type, taxIncluded: tax_included === 1 });
    if (customer !== null && type !== null) found.customers.set(customer, { type, discount, priceTier: tier });
  }
  return found;
}

/** The active lists that hold for everyone, for one of the tiers or for one of the customers. */
export async function loadLists(
  ctx: Ctx,
  tiers: readonly number[],
  customers: readonly number[],
): Promise<Map<number, ListFacts>> {
  const values = ['active', 'everyone', ...tiers, ...customers];
  const rows = await runShape(ctx.db, shape(ctx, 'lists', tiers, customers), values, () =>
    db(ctx)
      .selectFrom('pricing_price_list')
      .select(['id', 'code', 'name_de', 'name_en', 'tax_included', 'channel', 'audience', 'price_tier', 'customer'])
      .select(['priority', 'allows_discount', 'valid_from', 'valid_to'])
      .where('state', '=', 'active')
      .where((eb) =>
        eb.or([
          eb('audience', '=', 'everyone'),
          ...(tiers.length > 0 ? [eb('price_tier', 'in', [...tiers])] : []),
          ...(customers.length > 0 ? [eb('customer', 'in', [...customers])] : []),
        ]),
      ),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        code: row.code,
        name: { de: row.name_de, en: row.name_en },
        taxIncluded: row.tax_included === 1,
        channel: row.channel,
        audience: row.audience,
        priceTier: row.price_tier,
        customer: row.customer,
        priority: row.priority,
        allowsDiscount: row.allows_discount === 1,
        validFrom: row.valid_from,
        validTo: row.valid_to,
      },
    ]),
  );
}

/** Candidates by what they are for: `variant 7`, `product 3`, `category 2` (with those above it). */
export type CandidatesOf = ReadonlyMap<string, readonly Candidate[]>;

interface Wanted {
  variants: readonly number[];
  products: readonly number[];
  categories: readonly number[];
}

type FoundRow = Record<'id' | 'price_list' | 'min_quantity' | 'distance', number> &
  Record<'price' | 'discount' | 'of', number | null> &
  Record<'valid_from' | 'valid_to', string | null> & { kind: SubjectField };
const columns = [
  'p.id',
  'p.price_list',
  'p.price',
  'p.discount',
  'p.min_quantity',
  'p.valid_from',
  'p.valid_to',
] as const;

/** The prices of the given lists for variants, their products and their categories up the tree; one statement. */
export async function loadCandidates(
  ctx: Ctx,
  lists: ReadonlyMap<number, ListFacts>,
  { variants, products, categories }: Wanted,
): Promise<CandidatesOf> {
  const found = new Map<string, Candidate[]>();
  const ids = [...lists.keys()].sort((a, b) => a - b);
  if (ids.length === 0 || variants.length === 0) return found;
  const values = [...categories, ...ids, ...variants, ...ids, ...(products.length > 0 ? products : [0]), ...ids];
  const rows = await runShape(ctx.db, shape(ctx, 'candidates', ids, variants, products, categories), values, () => {
    const up = db(ctx)
      .withRecursive('up(of, category, distance)', (with_) =>
        with_
          .selectFrom('catalog_category as c')
          .select(['c.id as of', 'c.id as category', sql<number>`0`.as('distance')])
          .where('c.id', 'in', [...categories])
          .unionAll(
            with_
              .selectFrom('up')
              .innerJoin('catalog_category as c', 'c.id', 'up.category')
              .innerJoin('catalog_category as above', 'above.id', 'c.parent')
              .select(['up.of', 'above.id as category', sql<number>`up.distance + 1`.as('distance')])
              .where(sql<number>`up.distance`, '<', sql<number>`50`),
          ),
      )
      .selectFrom('pricing_price as p')
      .select([...columns, sql<SubjectField>`'variant'`.as('kind'), 'p.variant as of', sql<number>`0`.as('distance')])
      .where('p.price_list', 'in', ids)
      .where('p.variant', 'in', [...variants]);
    const ofProducts = db(ctx)
      .selectFrom('pricing_price as p')
      .select([...columns, sql<SubjectField>`'product'`.as('kind'), 'p.product as of', sql<number>`0`.as('distance')])
      .where('p.price_list', 'in', ids)
      .where('p.product', 'in', products.length > 0 ? [...products] : [0]);
    // An outer join, because it goes from the categories to their prices: the other way round reads whole lists.
    return up.unionAll(ofProducts).unionAll((eb) =>
      eb
        .selectFrom('up')
        .leftJoin('pricing_price as p', (on) =>
          on.onRef('p.category', '=', 'up.category').on('p.price_list', 'in', ids),
        )
        .select([...columns, sql<SubjectField>`'category'`.as('kind'), 'up.of', 'up.distance'])
        .$castTo<FoundRow>(),
    );
  });
  for (const row of rows) {
    // A category without prices is a row without one.
    const list = lists.get(row.price_list);
    if (!list) continue;
    const key = `${row.kind} ${row.of}`;
    const candidate: Candidate = {
      id: row.id,
      list,
      subject: row.kind,
      distance: row.distance,
      price: row.price,
      discount: row.discount,
      minQuantity: row.min_quantity,
      validFrom: row.valid_from,
      validTo: row.valid_to,
    };
    const known = found.get(key);
    if (known) known.push(candidate);
    else found.set(key, [candidate]);
  }
  return found;
}
