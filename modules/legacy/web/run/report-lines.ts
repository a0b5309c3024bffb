import type { ImportRunRow } from './outcome.ts';

type StoredLine = ImportRunRow['rows'][number];

/** A line of a run's report as it is shown: with its sentence in the reader's language. */
export interface ReportLine extends Pick<StoredLine, 'severity' | 'sourceKey' | 'sku' | 'field' | 'value' | 'code'> {
  key: string;
  kind: ImportRunRow['kind'];
  message: string;
}

/** Records of a CSV text: comma, doubled quotes, lines within quotes. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  const cell = /("(?:[^"]|"")*"|(?!")[^,\r\n]*)(,|\r\n|\n|$)/y;
  const body = text.replace(/^\uFEFF/, '');
  let record: string[] = [];
  while (cell.lastIndex < body.length) {
    const [, raw = '', end] = cell.exec(body) ?? [];
    if (end === undefined) throw new Error('the report is no CSV');
    record.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

/**
 * The lines of a run with their sentences. The record knows codes and values; the sentences, also those of other modules,
 * come from the server with its CSV of the same lines in the same order.
 */
export function reportLines(run: Pick<ImportRunRow, 'id' | 'kind' | 'rows'>, csv: string): ReportLine[] {
  const [, ...records] = parseCsv(csv);
  return run.rows.map(({ severity, sourceKey, sku, field, value, code }, index) => ({
    key: `${run.id} ${index}`,
    kind: run.kind,
    severity,
    sourceKey,
    sku,
    field,
    value,
    code,
    message: records[index]?.at(-1) ?? code,
  }));
}

export interface ReportFilter {
  severity: string;
  code: string;
  q: string;
}

/** The lines that a filter leaves; its words may stand in number, key, content or sentence. */
export function filterLines(lines: readonly ReportLine[], { severity, code, q }: ReportFilter): ReportLine[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    if ((severity && line.severity !== severity) || (code && line.code !== code)) return false;
    const text = [line.sku, line.sourceKey, line.field, line.value, line.message].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** How often each reason occurs, the most frequent first. */
export function reasonsOf(lines: readonly ReportLine[]): { code: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { code } of lines) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}
