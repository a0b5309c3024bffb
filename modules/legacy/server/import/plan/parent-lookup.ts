import { type Ctx, tables } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import { uncategorized } from '#modules/catalog/contract/index.ts';
import { legacyErrors } from '../../../contract/index.ts';
import { type Finding, finding, type MappedRow } from '../mapping/map-row.ts';
import type { KnownRecord } from './known-records.ts';
import type { PlannedRow } from './plan-rows.ts';

/** A parent product as far as linking is concerned. */
export interface Parent {
  id: number;
  sku: string;
  legacyId: string | null;
  isPlaceholder: boolean;
  category: number;
}

/** How a variant came to its parent: by key (PRD-LNK-01), by base number (PRD-PMG-14), or by somebody's hand. */
export type LinkedBy = 'key' | 'sku' | 'hand';

export interface Link {
  parent: number | null;
  by: LinkedBy | null;
  /** What changes in the variant. */
  patch: { product?: number; category?: number };
}

/** Finds the parents of variants. */
export class ParentLookup {
  readonly #byId: ReadonlyMap<number, Parent>;
  readonly #byLegacyId: Map<string, Parent[]>;
  readonly #bySku: ReadonlyMap<string, Parent>;
  readonly #defaultCategory: number;

  constructor(parents: Iterable<Parent>, defaultCategory: number) {
    this.#byId = new Map([...parents].map((parent) => [parent.id, parent]));
    const all = [...this.#byId.values()].sort((a, b) => a.id - b.id);
    this.#byLegacyId = Map.groupBy(all, ({ legacyId }) => legacyId ?? '');
    this.#bySku = new Map(all.map((parent) => [parent.sku, parent]));
    this.#defaultCategory = defaultCategory;
  }

  /** The parent a variant's key names, else the one its base number names. Of several the oldest real one counts (PRD-LNK-15). */
  find(familie: string | null, baseSku: string): { parent: Parent | null; by: LinkedBy; choices: number } {
    if (familie === null) return { parent: this.#bySku.get(baseSku) ?? null, by: 'sku', choices: 1 };
    const choices = this.#byLegacyId.get(familie) ?? [];
    const real = choices.filter(({ isPlaceholder }) => !isPlaceholder);
    return { parent: real[0] ?? choices[0] ?? null, by: 'key', choices: real.length };
  }

  /**
   * Links a variant of the source, and warns where that fails. A parent that somebody chose by hand stays until the row
   * changes in the source; a placeholder gives way.
   */
  link(row: MappedRow, record: KnownRecord | null, changed: boolean): Link {
    const familie = (row.values.legacyFamilie ?? null) as string | null;
    const { parent, by, choices } = this.find(familie, String(row.values.baseSku ?? ''));
    const current = record?.product ?? null;
    if (!parent && current === null) row.warnings.push(orphanFinding(familie));
    if (!parent) return { parent: current, by: current === null ? null : 'hand', patch: {} };
    if (choices > 1)
      row.warnings.push(
        finding('Familie_', 'legacy.parentKeyAmbiguous', { count: choices, chosen: parent.sku }, familie),
      );
    const byHand = current !== null && current !== parent.id && !changed && !this.#byId.get(current)?.isPlaceholder;
    if (byHand) return { parent: current, by: 'hand', patch: {} };
    const patch = { ...(current !== parent.id && { product: parent.id }), ...this.#follow(record, parent) };
    return { parent: parent.id, by, patch };
  }

  /** A variant that nobody has put into a category follows its parent; a new one does so by itself. */
  #follow(record: KnownRecord | null, parent: Parent): { category?: number } {
    const waits = record?.category === this.#defaultCategory && parent.category !== this.#defaultCategory;
    return waits ? { category: parent.category } : {};
  }
}

/** No parent with that key: a gap in the data of the source, not an error of the import (PRD-LNK-06). */
const orphanFinding = (familie: string | null): Finding =>
  familie === null
    ? finding('Familie_', 'legacy.parentKeyMissing')
    : finding('Familie_', 'legacy.parentKeyNotFound', { key: familie }, familie);

interface ParentTables {
  catalog_product: {
    id: number;
    sku: string;
    legacy_id: string | null;
    is_placeholder: number;
    category: number;
  };
  catalog_category: { id: number; code: string };
}

const chunk = 1000;

/** The parents that come into question for variants with these keys and base numbers. */
export async function loadParents(ctx: Ctx, keys: Iterable<string>, baseSkus: Iterable<string>): Promise<Parent[]> {
  const found: Parent[] = [];
  for (const [column, values] of [
    ['legacy_id', [...new Set(keys)]],
    ['sku', [...new Set(baseSkus)]],
  ] as const) {
    for (const some of inParts(values, chunk)) {
      const rows = await tables<ParentTables>(ctx)
        .selectFrom('catalog_product')
        .select(['id', 'sku', 'legacy_id', 'is_placeholder', 'category'])
        .where(column, 'in', some)
        .execute();
      found.push(
        ...rows.map(({ id, sku, legacy_id, is_placeholder, category }) => ({
          id,
          sku,
          legacyId: legacy_id,
          isPlaceholder: is_placeholder === 1,
          category,
        })),
      );
    }
  }
  return found;
}

export async function defaultCategory(ctx: Ctx): Promise<number> {
  const row = await tables<ParentTables>(ctx)
    .selectFrom('catalog_category')
    .select('id')
    .where('code', '=', uncategorized)
    .executeTakeFirst();
  if (!row) throw legacyErrors.defaultCategoryMissing({ code: uncategorized });
  return row.id;
}

/** The parents as a run that is only tried out would leave them: new ones get negative ids, which stay in the plan. */
export function plannedParents(planned: readonly PlannedRow[], otherwise: number): Parent[] {
  return planned.flatMap(({ action, record, row, values }, index) => {
    if (row.sku === null || (action !== 'create' && action !== 'update')) return [];
    // What changes at a parent that is there already has been passed on by the time its variants are planned.
    const fresh = typeof values.category === 'number' ? values.category : otherwise;
    const category = record?.category ?? fresh;
    return [{ id: record?.id ?? -1 - index, sku: row.sku, legacyId: row.key, isPlaceholder: false, category }];
  });
}
