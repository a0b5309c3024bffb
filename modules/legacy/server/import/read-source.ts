import { legacyErrors } from '../../contract/index.ts';
import { describeTable } from '../rest-client/describe-table.ts';
import { readRows } from '../rest-client/read-rows.ts';
import type { LegacySource } from '../source/open-source.ts';
import {
  type Finding,
  finding,
  type MappedRow,
  mapRow,
  type ResolvedMapping,
  resolveMapping,
} from './mapping/map-row.ts';
import { targets } from './mapping/mappings.ts';
import { type SourceKind, sourceTables } from './source-tables.ts';

export interface SourceContent {
  rows: MappedRow[];
  mapping: ResolvedMapping;
  /** What is wrong with the table as a whole. */
  remarks: Finding[];
}

/**
 * Reads a whole table and maps it. Nothing is written before everything has been read: a source that fails half-way
 * leaves no half import, and no transaction ever waits for the network.
 *
 * @throws AppError those of `LegacyClient.get`; 422 `legacy.attributeMissing` when the table has no number
 */
export async function readSource(
  { client, mappings, pageSize }: LegacySource,
  kind: SourceKind,
  limit: number | null,
  report: (done: number, total: number) => Promise<void>,
): Promise<SourceContent> {
  const table = await describeTable(client, sourceTables[kind]);
  const mapping = resolveMapping(mappings[kind], table.attributes);
  if (!mapping.rules.some(({ field }) => field === 'sku'))
    throw legacyErrors.attributeMissing({ table: table.name, attribute: mappings[kind].sku?.from.join(', ') ?? 'sku' });
  const remarks = mapping.missing.map((attribute) =>
    finding(attribute, 'legacy.attributeMissing', { table: table.name, attribute }),
  );
  const rows: MappedRow[] = [];
  let total: number | null = null;
  const options = { ...(pageSize !== undefined && { pageSize }), ...(limit !== null && { limit }) };
  for await (const page of readRows(client, table, options)) {
    rows.push(...page.rows.map((row) => mapRow(row, mapping, targets[kind].fields)));
    total = page.total ?? total;
    await report(rows.length, Math.min(total ?? rows.length, limit ?? Number.POSITIVE_INFINITY));
  }
  if (limit === null && total !== null && total !== rows.length)
    remarks.push(finding(null, 'legacy.rowsMissing', { table: table.name, read: rows.length, total }));
  return { rows, mapping, remarks };
}
