import { sql } from 'kysely';
import type { Draft } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { archiveFile } from '#kernel/server/files.ts';
import type { ModuleServer } from '#kernel/server/module.ts';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { act, create } from '#kernel/server/write.ts';
import { bom } from '#modules/bom/contract/index.ts';
import { bomServer } from '#modules/bom/server/index.ts';
import { attribute, category, product, variant } from '#modules/catalog/contract/index.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { createUser, identityServer } from '#modules/identity/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { price, priceList } from '#modules/pricing/contract/index.ts';
import { pricingServer } from '#modules/pricing/server/index.ts';
import { stockServer } from '#modules/stock/server/index.ts';
import type { RuleCode } from '../contract/index.ts';
import { qualityServer } from '../server/index.ts';
import type { Sql } from '../server/rules/rule.ts';

const modules: readonly ModuleServer[] = [
  orgServer,
  identityServer,
  partyServer,
  catalogServer,
  pricingServer,
  stockServer,
  bomServer,
  qualityServer,
];

const euro = 10_000;
const gram = 1_000_000;

type ProductDraft = Draft<typeof product>;
type VariantDraft = Draft<typeof variant>;

/** Kontor with a small catalogue without a fault, into which faults are planted one by one. */
export interface House {
  t: TestApp;
  ctx: Ctx;
  categories: { figures: number; other: number };
  /** A sound product, as changed by `draft`. */
  product(sku: string, draft?: ProductDraft): Promise<number>;
  /** A sound variant of it. */
  variant(sku: string, parent: number | null, draft?: VariantDraft): Promise<number>;
  /** A sound product with as many sound variants: 70001 has 70001-1, 70001-2 … */
  family(sku: string, draft?: ProductDraft, count?: number): Promise<number>;
  /** Attaches a file to a product or variant, a picture unless told otherwise. */
  attach(table: 'catalog_product' | 'catalog_variant', id: number, mediaType?: string): Promise<void>;
  close(): Promise<void>;
}

export async function openHouse(clock?: () => number): Promise<House> {
  const t = await testApp(modules, { ...(clock && { clock }) });
  for (const module of modules) await module.seed?.(t.ctx);
  await createUser(t.ctx, {
    username: 'anna',
    displayName: 'Anna Amsel',
    password: 'anna',
    anyPassword: true,
    roles: ['administrator'],
  });
  const ctx = trusted(t.ctx);
  const [figures, other] = await create(ctx, category, [
    { code: 'FIG', name: { de: 'Figuren', en: 'Figures' } },
    { code: 'OTHER', name: { de: 'Anderes', en: 'Other' } },
  ]);
  const house: House = {
    t,
    ctx,
    categories: { figures: figures?.id ?? 0, other: other?.id ?? 0 },
    product: async (sku, draft = {}) => {
      const name = { de: `Löwe ${sku}`, en: `Lion ${sku}` };
      const sound = {
        sku,
        name,
        description: { de: 'Handbemalt', en: null },
        category: house.categories.figures,
        weight: 24 * gram,
      };
      const id = (await create(ctx, product, [{ ...sound, ...draft }]))[0]?.id ?? 0;
      await house.attach('catalog_product', id);
      return id;
    },
    variant: async (sku, parent, draft = {}) => {
      const prices = {
        retailPrice: 39 * euro,
        tradePrice: 17 * euro,
        recommendedPrice: 34 * euro,
        purchasePrice: 6 * euro,
      };
      const name = { de: `Figur ${sku}`, en: `Figure ${sku}` };
      const sound = { sku, product: parent, name, category: house.categories.figures, weight: 24 * gram, ...prices };
      const id = (await create(ctx, variant, [{ ...sound, ...draft }]))[0]?.id ?? 0;
      if (parent === null) await house.attach('catalog_variant', id);
      return id;
    },
    family: async (sku, draft = {}, count = 1) => {
      const parent = await house.product(sku, draft);
      for (let n = 1; n <= count; n++) await house.variant(`${sku}-${n}`, parent);
      return parent;
    },
    attach: async (table, id, mediaType = 'image/png') => {
      const facts = { name: 'Datei', mediaType, content: Buffer.from(mediaType), resource: table, recordId: id };
      const file = await t.app.engine.transaction((db) => archiveFile({ ...ctx, db }, facts));
      await run(
        house,
        sql`INSERT INTO ${sql.table(`${table}_attachments`)} (parent_id, position, file) VALUES (${id}, 0, ${file.id})`,
      );
    },
    close: () => t.close(),
  };
  return house;
}

const run = ({ ctx }: House, statement: Sql) => ctx.app.engine.transaction((db) => statement.execute(db));
const key = (letter: string) => letter.repeat(32);

/** What the rules must find: the numbers of the records. */
export type Planted = Record<RuleCode, string[]>;

/** Plants at least one fault for every rule; gives what each rule must find, and nothing else. */
export async function plantFaults(house: House): Promise<Planted> {
  const planted = {
    ...(await relationshipFaults(house)),
    ...(await familyFaults(house)),
    ...(await priceFaults(house)),
    ...(await factFaults(house)),
    ...(await imageFaults(house)),
    ...(await duplicateFaults(house)),
    ...(await bomFaults(house)),
  };
  return {
    ...planted,
    productWithoutVariants: ['30101-EMPTY', 'PLACEHOLDER-1', 'TWIN-1', 'TWIN-2', 'SAMEID-1', 'SAMEID-2', key('e')],
  } as Planted;
}

async function relationshipFaults(house: House) {
  await house.family('20001');
  await house.variant('ORPHAN-KEY', null, { legacyFamilie: key('F'), legacySku: '20001-AV' });
  await house.family('20002');
  await house.variant('ORPHAN', null, { legacySku: '20002-AV' });
  const wrong = await house.family('20003', { legacyId: key('A') });
  await house.family('20004', { legacyId: key('B') });
  await house.variant('20003-WRONG', wrong, { legacyFamilie: key('B'), legacySku: '20003-9' });
  await house.product('PLACEHOLDER-1', { isPlaceholder: true });
  const gone = await house.family('20005');
  await run(house, sql`UPDATE catalog_product SET state = 'archived' WHERE id = ${gone}`);
  await house.product('30101-EMPTY');
  return {
    variantKeyNotFound: ['ORPHAN-KEY'],
    variantWithoutParent: ['ORPHAN'],
    parentKeyMismatch: ['20003-WRONG'],
    placeholderParent: ['PLACEHOLDER-1'],
    archivedParent: ['20005-1'],
  };
}

async function familyFaults(house: House) {
  const lastOf = async (table: string, condition: Sql) => {
    const found = sql<{ id: number }>`SELECT MAX(id) AS id FROM ${sql.table(table)} WHERE ${condition}`;
    return Number((await found.execute(house.ctx.db)).rows[0]?.id);
  };
  const unit = await lastOf('org_unit', sql`code <> 'PCE'`);
  const taxRate = await lastOf('org_tax_rate', sql`is_default = 0`);
  await house.variant('30001-UNIT', await house.family('30001'), { unit, legacySku: '30001-9' });
  await house.variant('30002-TAX', await house.family('30002'), { taxRate, legacySku: '30002-9' });
  await house.variant('30003-CAT', await house.family('30003'), {
    category: house.categories.other,
    legacySku: '30003-9',
  });
  const several = await house.product('30004');
  await house.variant('30004A', several, { legacySku: 'ALT1-BE' });
  await house.variant('30004B', several, { legacySku: 'ALT2-BE' });
  await house.family('30006');
  await house.variant('30005-NOT', await house.product('30005'), { legacySku: '30006-9' });
  const [finish] = await create(house.ctx, attribute, [
    {
      code: 'FINISH',
      name: { de: 'Ausführung', en: 'Finish' },
      values: [{ code: 'BE', name: { de: 'bemalt', en: 'painted' } }],
    },
  ]);
  const outside = await house.variant('30007-OUT', await house.family('30007'), { legacySku: '30007-9' });
  await run(
    house,
    sql`INSERT INTO catalog_variant_attributes (parent_id, position, attribute, value) VALUES (${outside}, 0, ${finish?.id}, 'BE')`,
  );
  const unknown = await house.variant('30008-OUT', await house.family('30008', { axes: [finish?.id ?? 0] }), {
    legacySku: '30008-9',
  });
  await run(
    house,
    sql`INSERT INTO catalog_variant_attributes (parent_id, position, attribute, value) VALUES (${unknown}, 0, ${finish?.id}, 'ZZ')`,
  );
  return {
    unitDiffersFromParent: ['30001-UNIT'],
    taxRateDiffersFromParent: ['30002-TAX'],
    categoryDiffersFromParent: ['30003-CAT'],
    familyWithSeveralBaseNumbers: ['30004'],
    baseNumberNotOfParent: ['30005-NOT'],
    attributeOutsideAxes: ['30007-OUT', '30008-OUT'],
  };
}

async function priceFaults(house: House) {
  const plant = async (sku: string, draft: VariantDraft) =>
    house.variant(`${sku}-BAD`, await house.family(sku), { legacySku: `${sku}-9`, ...draft });
  await plant('40001', { retailPrice: null, tradePrice: null, recommendedPrice: 0 });
  await plant('40002', { retailPrice: null });
  await plant('40003', { tradePrice: null });
  await plant('40004', { recommendedPrice: null });
  await plant('40005', { purchasePrice: null });
  // Not sold, so it needs none.
  await plant('40006', { retailPrice: null, tradePrice: null, recommendedPrice: null, isSold: false });
  const listed = await listedPrices(house);
  return {
    soldWithoutPrice: ['40001-BAD', ...listed.without],
    missingRetailPrice: ['40001-BAD', '40002-BAD', ...listed.all],
    missingTradePrice: ['40001-BAD', '40003-BAD', ...listed.all],
    missingRecommendedPrice: ['40004-BAD', ...listed.all],
    missingPurchasePrice: ['40005-BAD'],
  };
}

/** Variants without a price of their own: which of them a price list makes up for. */
async function listedPrices(house: House) {
  const none = { retailPrice: null, tradePrice: null, recommendedPrice: null };
  const bare = async (sku: string) =>
    house.variant(`${sku}-LIST`, await house.family(sku), { legacySku: `${sku}-9`, ...none });
  const lists = await create(
    house.ctx,
    priceList,
    ['NOW', 'OVER', 'DRAFT'].map((code) => ({
      code,
      name: { de: code, en: code },
      ...(code === 'OVER' && { validTo: '2020-12-31' }),
    })),
  );
  const [now, over, draft] = lists.map(({ id }) => id);
  for (const list of [now, over]) await act(house.ctx, priceList, 'activate', list ?? 0, {});
  const enter = (list: number | undefined, subject: { variant: number } | { product: number }, more: object = {}) =>
    create(house.ctx, price, [{ priceList: list ?? 0, ...subject, price: 12 * euro, ...more }]);
  await enter(now, { variant: await bare('40011') });
  const family = await house.family('40012');
  await house.variant('40012-LIST', family, { legacySku: '40012-9', ...none });
  await enter(now, { product: family });
  await enter(over, { variant: await bare('40013') });
  await enter(draft, { variant: await bare('40014') });
  await enter(now, { variant: await bare('40015') }, { validFrom: '2999-01-01' });
  await enter(now, { variant: await bare('40016') }, { price: 0 });
  await enter(now, { variant: await bare('40017') }, { price: null, discount: 100_000 });
  const numbers = (...those: number[]) => those.map((number) => `${number}-LIST`);
  return {
    all: numbers(40011, 40012, 40013, 40014, 40015, 40016, 40017),
    without: numbers(40013, 40014, 40015, 40016, 40017),
  };
}

async function imageFaults(house: House) {
  const bare = async (sku: string) => {
    const id = await house.family(sku);
    await run(house, sql`DELETE FROM catalog_product_attachments WHERE parent_id = ${id}`);
    return id;
  };
  await bare('55001');
  // A drawing is no picture.
  await house.attach('catalog_product', await bare('55002'), 'application/pdf');
  // One variant has a picture, the other and the family have none.
  await house.attach('catalog_variant', await house.variant('55003-2', await bare('55003')));
  return {
    productWithoutImage: ['55001', '55002'],
    variantWithoutImage: ['55001-1', '55002-1', '55003-1'],
  };
}

async function factFaults(house: House) {
  const uncategorized = await sql<{ id: number }>`SELECT id FROM catalog_category WHERE code = 'UNCATEGORIZED'`.execute(
    house.ctx.db,
  );
  const none = Number(uncategorized.rows[0]?.id);
  await house.family('50001', { category: none });
  await house.variant('50002-CAT', await house.family('50002'), { category: none, legacySku: '50002-9' });
  await house.variant('50003-WEIGHT', await house.family('50003', { weight: null }), {
    weight: null,
    legacySku: '50003-9',
  });
  await house.family('50004', { name: { de: null, en: 'Bear 50004' } });
  await house.family('50005', { name: { de: 'Bär 50005', en: null } });
  await house.variant('50006-DE', await house.family('50006'), {
    name: { de: null, en: 'Bear' },
    legacySku: '50006-8',
  });
  await house.variant('50007-EN', await house.family('50007'), { name: { de: 'Bär', en: null }, legacySku: '50007-8' });
  // No name of its own: the parent's is shown.
  await house.variant('50007-NONE', await house.product('50007P', {}), { name: null, legacySku: '50007P-1' });
  await house.family('50008', { description: null });
  await house.family('50009', { name: { de: 'Wolf', en: '[de] Wolf' } });
  await house.variant('50010-COPY', await house.family('50010'), {
    name: { de: '[en] Fox', en: 'Fox' },
    legacySku: '50010-8',
  });
  return {
    productUncategorized: ['50001'],
    variantUncategorized: ['50002-CAT'],
    missingWeight: ['50003-WEIGHT'],
    productWithoutGermanName: ['50004'],
    productWithoutEnglishName: ['50005'],
    variantWithoutGermanName: ['50006-DE'],
    variantWithoutEnglishName: ['50007-EN'],
    productWithoutDescription: ['50008'],
    productTranslationPlaceholder: ['50009'],
    variantTranslationPlaceholder: ['50010-COPY'],
  };
}

async function duplicateFaults(house: House) {
  await house.product(key('e'));
  await house.product('TWIN-1', { name: { de: 'Zwilling', en: 'Twin 1' } });
  await house.product('TWIN-2', { name: { de: 'Zwilling', en: 'Twin 2' } });
  const family = await house.family('60001');
  const same = { name: { de: 'Gleich', en: 'Same' }, legacySku: '60001-XX' };
  await house.variant('60001-A', family, same);
  await house.variant('60001-B', family, same);
  // Told apart by the colour.
  await house.variant('60001-C', family, { ...same, color: 'rot' });
  const codes = await house.family('60002', {}, 2);
  await run(
    house,
    sql`INSERT INTO catalog_variant_barcodes (parent_id, position, code, kind)
    SELECT id, 0, '4006381333931', 'gtin' FROM catalog_variant WHERE product = ${codes}`,
  );
  await house.product('SAMEID-1', { legacyId: key('C') });
  await house.product('SAMEID-2', { legacyId: key('C') });
  const ids = await house.family('60003', {}, 2);
  await run(house, sql`UPDATE catalog_variant SET legacy_id = '4711' WHERE product = ${ids}`);
  return {
    numberLooksLikeKey: [key('e')],
    duplicateProductName: ['TWIN-1', 'TWIN-2'],
    duplicateVariantName: ['60001-A', '60001-B'],
    duplicateBarcode: ['60002-1', '60002-2'],
    duplicateProductLegacyId: ['SAMEID-1', 'SAMEID-2'],
    duplicateVariantLegacyId: ['60003-1', '60003-2'],
  };
}

async function bomFaults(house: House) {
  const bare = await house.family('70001');
  await house.variant('70001-MADE', bare, { isManufactured: true, legacySku: '70001-9' });
  const parts = await house.family('70002', {}, 2);
  const [casting] = (
    await sql<{ id: number }>`SELECT id FROM catalog_variant WHERE product = ${parts} ORDER BY id`.execute(house.ctx.db)
  ).rows;
  const built = await house.product('70003', { isManufactured: true });
  const figure = await house.variant('70003-1', built, { isManufactured: true });
  const [made] = await create(house.ctx, bom, [
    { variant: figure, lines: [{ component: Number(casting?.id), quantity: 1_000_000 }] },
  ]);
  await act(house.ctx, bom, 'release', made?.id ?? 0, { validFrom: null });
  await run(house, sql`UPDATE catalog_variant SET state = 'archived' WHERE id = ${casting?.id}`);
  return { manufacturedWithoutBom: ['70001-MADE'], bomWithArchivedComponent: [made?.code ?? ''] };
}
