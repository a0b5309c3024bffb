import type { Ctx } from '#kernel/server/ctx.ts';
import { tables } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import type { MappedRow } from '../mapping/map-row.ts';
import type { SourceKind } from '../source-tables.ts';

/** What the plan needs to know of a record that is there already. */
export interface KnownRecord {
  id: number;
  key: string | null;
  sku: string;
  stamp: string | null;
  /** Variants: the parent. */
  product: number | null;
  category: number;
}

export interface KnownRecords {
  byKey: Map<string, KnownRecord>;
  bySku: Map<string, KnownRecord>;
}

interface Record4D {
  id: number;
  sku: string;
  legacy_key: string | null;
  legacy_stamp: string | null;
  category: number;
}
interface CatalogTables {
  catalog_product: Record4D;
  catalog_variant: Record4D & { product: number | null };
}

const chunk = 1000;

/** The records that the rows mean, by key and by number. */
export async function knownRecords(ctx: Ctx, kind: SourceKind, rows: readonly MappedRow[]): Promise<KnownRecords> {
  const byKey = new Map<string, KnownRecord>();
  const bySku = new Map<string, KnownRecord>();
  for (const column of ['legacy_key', 'sku'] as const) {
    const values = [...new Set(rows.flatMap(({ key, sku }) => (column === 'sku' ? sku : key) ?? []))];
    for (const some of inParts(values, chunk)) {
      for (const record of await recordsWhere(ctx, kind, column, some)) {
        if (record.key !== null) byKey.set(record.key, record);
        bySku.set(record.sku, record);
      }
    }
  }
  return { byKey, bySku };
}

async function recordsWhere(
  ctx: Ctx,
  kind: SourceKind,
  column: 'legacy_key' | 'sku',
  values: readonly string[],
): Promise<KnownRecord[]> {
  const columns = ['id', 'sku', 'legacy_key', 'legacy_stamp', 'category'] as const;
  const db = tables<CatalogTables>(ctx);
  const rows: (Record4D & { product?: number | null })[] =
    kind === 'families'
      ? await db.selectFrom('catalog_product').select(columns).where(column, 'in', values).execute()
      : await db.selectFrom('catalog_variant').select(columns).select('product').where(column, 'in', values).execute();
  return rows.map(({ id, sku, legacy_key, legacy_stamp, category, product = null }) => ({
    id,
    sku,
    key: legacy_key,
    stamp: legacy_stamp,
    product,
    category,
  }));
}
