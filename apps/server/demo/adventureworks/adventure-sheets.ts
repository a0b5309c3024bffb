import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { uncategorized } from '#modules/catalog/contract/index.ts';

/** A sheet and where it is imported: `POST /api/v1/<path>/import`. */
export interface Sheet {
  path: string;
  csv: string;
}

type Cells = Readonly<Record<string, string>>;

/** One of the files in `data/`, by its name without ending. */
export const readTable = (name: string): Cells[] =>
  parse(readFileSync(new URL(`data/${name}.csv`, import.meta.url)), { columns: true });

const sheet = (path: string, rows: readonly Record<string, string>[]): Sheet => ({
  path,
  csv: stringify([...rows], { header: true }),
});

/** The company as sheets, in the order in which they have to be imported. */
export function adventureSheets(): Sheet[] {
  const lines = readTable('BillOfMaterials').filter(({ EndDate }) => EndDate === '');
  const unitOf = new Map(
    lines.map(({ ComponentID = '', UnitMeasureCode = '' }) => [ComponentID, UnitMeasureCode.trim()]),
  );
  return [
    sheet('org/units', units(new Set(unitOf.values()))),
    sheet('catalog/categories', categories()),
    sheet('catalog/variants', items(unitOf, new Set(lines.map(({ ProductAssemblyID = '' }) => ProductAssemblyID)))),
    sheet('bom/lines', bomLines(lines)),
  ];
}

const units = (used: ReadonlySet<string>) =>
  readTable('UnitMeasure').flatMap(({ UnitMeasureCode = '', Name = '' }) => {
    const code = UnitMeasureCode.trim();
    return used.has(code) ? [{ code, 'name.en': Name, 'symbol.en': code.toLowerCase() }] : [];
  });

const topCategory = (id = '') => `AW-${id}`;
const categoryOf = (subcategory: string) => `AW-S${subcategory}`;

const categories = () => [
  ...readTable('ProductCategory').map(({ ProductCategoryID, Name = '' }) => ({
    code: topCategory(ProductCategoryID),
    'name.en': Name,
    parent: '',
  })),
  ...readTable('ProductSubcategory').map(({ ProductSubcategoryID = '', ProductCategoryID, Name = '' }) => ({
    code: categoryOf(ProductSubcategoryID),
    'name.en': Name,
    parent: topCategory(ProductCategoryID),
  })),
];

/** What the cheapest vendor asks, by product. */
function vendorPrices(): Map<string, string> {
  const prices = new Map<string, string>();
  for (const { ProductID = '', StandardPrice = '' } of readTable('ProductVendor')) {
    const known = prices.get(ProductID);
    if (known === undefined || Number(StandardPrice) < Number(known)) prices.set(ProductID, StandardPrice);
  }
  return prices;
}

/** `.0000` and `12.5000` → a decimal as the import reads it; nothing where there is no price. */
const decimal = (text: string) => (Number(text) === 0 ? '' : text.replace(/^\./, '0.'));
const day = (text: string) => text.slice(0, 10);

function items(unitOf: ReadonlyMap<string, string>, assemblies: ReadonlySet<string>) {
  const prices = vendorPrices();
  return readTable('Product').map((row) => {
    const { ProductID = '', ProductSubcategoryID = '', MakeFlag, WeightUnitMeasureCode = '' } = row;
    return {
      sku: row.ProductNumber ?? '',
      'name.en': row.Name ?? '',
      category: ProductSubcategoryID === '' ? uncategorized : categoryOf(ProductSubcategoryID),
      unit: unitOf.get(ProductID) ?? 'EA',
      isManufactured: String(MakeFlag === '1' || assemblies.has(ProductID)),
      isPurchased: String(MakeFlag !== '1'),
      isSold: String(row.FinishedGoodsFlag === '1'),
      retailPrice: decimal(row.ListPrice ?? ''),
      purchasePrice: decimal(prices.get(ProductID) ?? ''),
      color: row.Color ?? '',
      size: row.Size ?? '',
      weight: row.Weight ?? '',
      weightUnit: row.Weight === '' ? '' : WeightUnitMeasureCode.trim().toLowerCase(),
      releasedOn: day(row.SellStartDate ?? ''),
      discontinuedOn: day(row.SellEndDate ?? ''),
    };
  });
}

function bomLines(lines: readonly Cells[]) {
  const numbers = new Map(
    readTable('Product').map(({ ProductID = '', ProductNumber = '' }) => [ProductID, ProductNumber]),
  );
  const from = new Map<string, string>();
  for (const { ProductAssemblyID = '', StartDate = '' } of lines)
    if (day(StartDate) > (from.get(ProductAssemblyID) ?? '')) from.set(ProductAssemblyID, day(StartDate));
  // A line without an assembly says only that the product is one that is sold.
  return lines
    .filter(({ ProductAssemblyID }) => ProductAssemblyID !== '')
    .map(({ ProductAssemblyID = '', ComponentID = '', PerAssemblyQty = '', UnitMeasureCode = '' }) => ({
      variant: numbers.get(ProductAssemblyID) ?? '',
      component: numbers.get(ComponentID) ?? '',
      quantity: PerAssemblyQty,
      unit: UnitMeasureCode.trim(),
      isReleased: 'true',
      validFrom: from.get(ProductAssemblyID) ?? '',
    }));
}
