import { stringify } from 'csv-stringify/sync';
import type { ErrorParams, Language } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { escapeFormula } from '#kernel/server/import-export/formula-text.ts';
import type { Answer } from '#kernel/server/module.ts';
import { getRecord } from '#kernel/server/read.ts';
import type { Texts } from '#kernel/server/texts.ts';
import { importRun } from '../contract/index.ts';

interface Line {
  severity: string;
  sourceKey: string | null;
  sku: string | null;
  field: string | null;
  value: string | null;
  code: string;
  params: ErrorParams | null;
}

const columns = ['severity', 'sku', 'sourceKey', 'field', 'value', 'code'] as const;
/** Without it Excel takes UTF-8 for the code page of the machine. */
const byteOrderMark = '\uFEFF';

/** The message of a line: what the import itself notes is worded as an error, what the rules find doubtful as a warning. */
export const sentenceOf = (texts: Texts, language: Language, code: string): string =>
  texts.has(language, `warning.${code}`) ? `warning.${code}` : `error.${code}`;

/** The report of a run as CSV, its sentences in the reader's language; 404 for a run the reader may not see. */
export async function errorsCsv(ctx: Ctx, id: number): Promise<Answer> {
  const run = await getRecord(ctx, ctx.app.served(importRun.name), id);
  const say = (message: string, params?: ErrorParams) => ctx.app.texts.say(ctx.language, message, params);
  const header = [
    ...columns.map((column) => say(`${importRun.name}.field.rows.${column}`)),
    say('legacy.importRun.message'),
  ];
  const body = (run.rows as Line[]).map((line) => [
    say(`${importRun.name}.value.rows.severity.${line.severity}`),
    ...columns.slice(1).map((column) => escapeFormula(line[column] ?? '')),
    escapeFormula(say(sentenceOf(ctx.app.texts, ctx.language, line.code), line.params ?? {})),
  ]);
  return {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${String(run.number)}.csv"`,
    },
    body: Buffer.from(byteOrderMark + stringify([header, ...body], { record_delimiter: '\r\n' })),
  };
}
