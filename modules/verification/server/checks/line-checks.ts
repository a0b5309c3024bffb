import type { Check } from './check.ts';

/** Lines of a paper, and which of its movements are theirs. */
interface Lines {
  resource: string;
  table: string;
  /** Name of what is checked, where a paper has several kinds of lines. */
  what?: string;
  /** Of movements `m` of a paper `d`; reversals are left out anyway. */
  theirs?: string;
}
const lines: readonly Lines[] = [
  { resource: 'stock.receipt', table: 'stock_receipt_lines' },
  { resource: 'stock.issue', table: 'stock_issue_lines' },
  { resource: 'stock.adjustment', table: 'stock_adjustment_lines' },
  // The first step; what arrives is asked of the line's own field.
  { resource: 'stock.transfer', table: 'stock_transfer_lines', theirs: '(d.via IS NULL OR m.`to` = d.via)' },
  {
    resource: 'stock.conversion',
    table: 'stock_conversion_inputs',
    what: 'consumed',
    theirs: "m.kind = 'consumption'",
  },
  {
    resource: 'stock.conversion',
    table: 'stock_conversion_outputs',
    what: 'produced',
    theirs: "m.kind = 'production'",
  },
];
const tableOf = (resource: string) => resource.replaceAll('.', '_');

/** Numbers that are drawn with the posting, or when the work begins, and never given back. */
const numbered = [
  'stock.receipt',
  'stock.issue',
  'stock.adjustment',
  'stock.transfer',
  'stock.conversion',
  'stocktake.count',
  'picking.wave',
  'picking.parcel',
] as const;
const dated = ['stock.receipt', 'stock.issue', 'stock.adjustment', 'stock.conversion', 'stocktake.count'] as const;
const titled = [...dated, 'stock.transfer', 'picking.wave'] as const;

/** What movements bore before they bore the number: a ledger is not rewritten. */
const formerly: Readonly<Record<string, string>> = {
  'stock.receipt': "m.source IN (COALESCE(d.supplier_reference, ''), COALESCE(d.supplier_name, ''))",
};

/** Line by line, number by number, day by day: a paper and the ledger tell the same. */
export const lineChecks: readonly Check[] = [
  ...lines.map(({ resource, table, what = 'moved', theirs = '1 = 1' }) => ({
    invariant: 'I2',
    description: `${resource}: ${what} what its lines say, of the product they say, and nothing else`,
    tables: [table],
    sql: `SELECT x.doc AS sample FROM (SELECT doc, line, product, SUM(q) AS q FROM (
        SELECT l.parent_id AS doc, l.id AS line, l.product, ABS(l.quantity) AS q FROM \`${table}\` l JOIN \`${tableOf(resource)}\` d ON d.id = l.parent_id
          WHERE d.state <> 'draft'
        UNION ALL SELECT m.source_id, COALESCE(m.source_line, 0), m.product, -m.quantity FROM stock_movement m JOIN \`${tableOf(resource)}\` d ON d.id = m.source_id
          WHERE m.source_resource = '${resource}' AND m.kind <> 'reversal' AND ${theirs}) u GROUP BY doc, line, product) x WHERE x.q <> 0`,
  })),
  ...numbered.map((resource) => ({
    invariant: 'I5',
    description: `${resource}: as many numbers as were drawn`,
    tables: [tableOf(resource), 'kernel_sequence'],
    sql: `SELECT t.bearing AS sample FROM (SELECT (SELECT COUNT(*) FROM \`${tableOf(resource)}\` WHERE number IS NOT NULL) AS bearing,
        (SELECT COALESCE(SUM(last), 0) FROM kernel_sequence WHERE name = '${resource}') AS drawn) t WHERE t.bearing <> t.drawn`,
  })),
  ...titled.map((resource) => ({
    invariant: 'I9',
    description: `${resource}: its movements bear its number`,
    tables: [tableOf(resource)],
    sql: `SELECT m.id AS sample FROM stock_movement m JOIN \`${tableOf(resource)}\` d ON d.id = m.source_id
      WHERE m.source_resource = '${resource}' AND COALESCE(m.source, '') <> COALESCE(d.number, '')
        AND NOT ${formerly[resource] ?? '1 = 0'}`,
  })),
  ...dated.map((resource) => ({
    invariant: 'I2',
    description: `${resource}: its movements are of its day, what takes them back of the day it was taken back`,
    tables: [tableOf(resource)],
    sql: `SELECT m.id AS sample FROM stock_movement m JOIN \`${tableOf(resource)}\` d ON d.id = m.source_id
      WHERE m.source_resource = '${resource}' AND m.date <> COALESCE(CASE WHEN m.kind = 'reversal' THEN d.reversed_on ELSE d.date END, '')`,
  })),
];
