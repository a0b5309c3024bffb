import { sql } from 'kysely';
import { category, product, uncategorized, variant } from '#modules/catalog/contract/index.ts';
import { copiedFrom, type RuleCode } from '../../contract/index.ts';
import { isLive, type Rule, rulesOf, type Sql } from './rule.ts';

const ofVariant = rulesOf(variant);
const ofProduct = rulesOf(product);

const inNoCategory = {
  severity: 'warning',
  field: 'category',
  reads: [category.name],
  joins: sql`JOIN catalog_category c ON c.id = s.category`,
  where: sql`${isLive} AND c.code = ${uncategorized}`,
} as const;

const names = { German: ['name_de', 'name_en'], English: ['name_en', 'name_de'] } as const;
type Tongue = keyof typeof names;
const column = (tongue: Tongue, index: 0 | 1): Sql => sql.ref(`s.${names[tongue][index]}`);

const productWithoutName = (code: RuleCode, tongue: Tongue): Rule =>
  ofProduct({
    code,
    severity: 'warning',
    field: 'name',
    where: sql`${isLive} AND COALESCE(${column(tongue, 0)}, '') = ''`,
    found: column(tongue, 1),
    fixes: ['copyTranslation'],
  });
/** A variant without any name shows its parent's; one with half a name shows that half in both languages. */
const variantWithHalfName = (code: RuleCode, tongue: Tongue): Rule =>
  ofVariant({
    code,
    severity: 'warning',
    field: 'name',
    where: sql`${isLive} AND COALESCE(${column(tongue, 0)}, '') = '' AND ${column(tongue, 1)} IS NOT NULL`,
    found: column(tongue, 1),
    fixes: ['copyTranslation'],
  });

const begins = (column: string, mark: string): Sql =>
  sql`SUBSTR(${sql.ref(`s.${column}`)}, 1, ${sql.lit(mark.length)}) = ${mark}`;
const isCopied = sql`${isLive} AND (${begins('name_en', copiedFrom.de)} OR ${begins('name_de', copiedFrom.en)})`;
const copied = {
  severity: 'hint',
  field: 'name',
  where: isCopied,
  found: sql`CASE WHEN ${begins('name_en', copiedFrom.de)} THEN s.name_en ELSE s.name_de END`,
  fixes: [],
} as const;

/** Facts and texts that every product and variant should have. */
export const factRules: readonly Rule[] = [
  ofProduct({ code: 'productUncategorized', ...inNoCategory, fixes: ['assignCategory'] }),
  ofVariant({ code: 'variantUncategorized', ...inNoCategory, fixes: ['takeFromParent', 'assignCategory'] }),
  ofVariant({
    code: 'missingWeight',
    severity: 'warning',
    field: 'weight',
    reads: [product.name],
    joins: sql`LEFT JOIN catalog_product p ON p.id = s.product`,
    where: sql`${isLive} AND COALESCE(NULLIF(s.weight, 0), NULLIF(p.weight, 0)) IS NULL`,
    fixes: ['takeFromFamily'],
  }),
  productWithoutName('productWithoutGermanName', 'German'),
  productWithoutName('productWithoutEnglishName', 'English'),
  variantWithHalfName('variantWithoutGermanName', 'German'),
  variantWithHalfName('variantWithoutEnglishName', 'English'),
  ofProduct({
    code: 'productWithoutDescription',
    severity: 'hint',
    field: 'description',
    where: sql`${isLive} AND COALESCE(s.description_de, '') = '' AND COALESCE(s.description_en, '') = ''`,
    fixes: [],
  }),
  ofProduct({ code: 'productTranslationPlaceholder', ...copied }),
  ofVariant({ code: 'variantTranslationPlaceholder', ...copied }),
];
