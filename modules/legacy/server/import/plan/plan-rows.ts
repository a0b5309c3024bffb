import { createHash } from 'node:crypto';
import { columnOf, type MappedRow, type ResolvedMapping } from '../mapping/map-row.ts';
import { nameAfterNumber } from './complete-rows.ts';
import type { KnownRecord, KnownRecords } from './known-records.ts';
import type { Link, ParentLookup } from './parent-lookup.ts';
import { refuseNumber } from './settle-twins.ts';

export type Action = 'create' | 'update' | 'unchanged' | 'failed';

/** What shall become of a row. */
export interface PlannedRow {
  row: MappedRow;
  action: Action;
  /** What is there already. */
  record: KnownRecord | null;
  /** The draft or the patch. */
  values: Record<string, unknown>;
  /** Variants only. */
  link: Link | null;
}

/**
 * Decides about every row, without a look at the database: a dry run and a real one decide the same (PRD-PMG-19).
 * A row whose stamp has not changed is left alone, so what users have corrected meanwhile stays.
 *
 * @param parents for variants, to link them
 */
export function planRows(
  rows: readonly MappedRow[],
  known: KnownRecords,
  mapping: ResolvedMapping,
  parents?: ParentLookup,
): PlannedRow[] {
  const numbers = new NumberBook(known);
  return rows.map((row) => {
    if (row.problems.length > 0 || row.key === null || row.sku === null) return refused(row);
    const owner = known.byKey.get(row.key);
    const other = numbers.claim(row.key, row.sku, owner);
    if (other) {
      row.problems.push(refuseNumber(mapping, row.sku, other.key));
      return refused(row);
    }
    const holder = known.bySku.get(row.sku);
    const record = owner ?? (holder?.key === null ? holder : null);
    const stamp = stampOf(row);
    const changed = record?.stamp !== stamp;
    const link = parents ? parents.link(row, record, changed) : null;
    if (row.values.name === null && link?.parent === null) nameAfterNumber(row, columnOf(mapping, 'name'));
    const values = { ...(changed && { ...row.values, legacyStamp: stamp }), ...link?.patch };
    const action = record === null ? 'create' : Object.keys(values).length > 0 ? 'update' : 'unchanged';
    return { row, action, record, values, link };
  });
}

const refused = (row: MappedRow): PlannedRow => ({ row, action: 'failed', record: null, values: {}, link: null });

/** Changes when anything of the row changes that is taken over; 64 hexadecimal digits. */
const stampOf = ({ values }: MappedRow): string => createHash('sha256').update(JSON.stringify(values)).digest('hex');

/** Who holds which number, while the plan hands them out. */
class NumberBook {
  readonly #known: KnownRecords;
  readonly #claimed = new Map<string, { key: string | null } | null>();

  constructor(known: KnownRecords) {
    this.#known = known;
  }

  /** Gives the other holder of the number, or takes the number for the row. A record made by hand is adopted. */
  claim(key: string, sku: string, owner: KnownRecord | undefined): { key: string | null } | null {
    const claimed = this.#claimed.get(sku);
    const record = claimed === undefined ? this.#known.bySku.get(sku) : undefined;
    if (claimed) return claimed;
    if (record && (owner ? record.id !== owner.id : record.key !== null)) return { key: record.key };
    if (owner && owner.sku !== sku && !this.#claimed.has(owner.sku)) this.#claimed.set(owner.sku, null);
    this.#claimed.set(sku, { key });
    return null;
  }
}
