import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import type { Change } from '#kernel/server/served.ts';
import type { bom } from '../../contract/index.ts';
import { type Part, partsBy } from '../structure/read-rows.ts';

export type Bom = Row<typeof bom>;
export type BomChange = Change<Bom>;

/** What a BOM is for: a product, or a variant. */
export interface Subject {
  sku: string;
  unit: number;
  isManufactured: boolean;
  /** Whose axes its lines may name. */
  product: number | null;
}

const subjectColumns = ['id', 'sku', 'unit', 'is_manufactured'];
const variantColumns = [...subjectColumns, 'product'];

/** The subjects of BOMs, `null` where there is none or two. Two statements. */
export async function subjectFinder(ctx: Ctx, rows: readonly Bom[]): Promise<(row: Bom) => Subject | null> {
  const read = async (table: string, columns: readonly string[], ids: number[]) =>
    new Map(
      (await selectByIds(ctx.db, table, columns, ids, false)).map((row): [number, Subject] => [
        Number(row.id),
        {
          sku: String(row.sku),
          unit: Number(row.unit),
          isManufactured: row.is_manufactured === 1,
          product: table === 'catalog_product' ? Number(row.id) : Number(row.product) || null,
        },
      ]),
    );
  const products = await read(
    'catalog_product',
    subjectColumns,
    rows.flatMap(({ product }) => product ?? []),
  );
  const variants = await read(
    'catalog_variant',
    variantColumns,
    rows.flatMap(({ variant }) => variant ?? []),
  );
  return ({ product, variant }) => {
    if ((product === null) === (variant === null)) return null;
    return (variant === null ? products.get(product ?? 0) : variants.get(variant)) ?? null;
  };
}

/** The variants that lines name, by id. One statement. */
export async function componentsOf(ctx: Ctx, rows: readonly Bom[]): Promise<Map<number, Part>> {
  const ids = rows.flatMap(({ lines }) => lines.map(({ component }) => component));
  return new Map((await partsBy(ctx, 'id', [...new Set(ids)])).map((part) => [part.id, part]));
}
