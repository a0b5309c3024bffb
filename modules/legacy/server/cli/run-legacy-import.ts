import { AppError, type ErrorParams } from '#kernel/contract/index.ts';
import type { App } from '#kernel/server/app.ts';
import { tables } from '#kernel/server/ctx.ts';
import { sentenceOf } from '../errors-csv.ts';
import { type ImportOptions, runImport } from '../import/run-import.ts';
import type { RunSummary } from '../import/summary.ts';

type Print = (line: string) => void;

/** Errors that are printed one by one; the rest is in Kontor. */
const printedErrors = 20;
/** Longest silence while something goes on, in ms. */
const silence = 2000;

const count = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/**
 * `kontor legacy import`: imports, tells how it goes and what came of it.
 *
 * @returns the exit code: 0 everything is over, 1 some rows could not be imported, 2 the import could not be done
 */
export async function runLegacyImport(app: App, options: ImportOptions, print: Print): Promise<number> {
  const ctx = { ...app.systemCtx('cli'), language: 'en' as const };
  const say = (id: string, params?: ErrorParams) => app.texts.say('en', id, params);
  try {
    const runs = await runImport(ctx, options, progressPrinter(print, say));
    for (const run of runs) {
      printSummary(run, print);
      await printReport(app, run, print, say);
    }
    if (runs.some(({ state }) => state === 'failed')) return 2;
    return runs.some(({ state }) => state === 'partial') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    print(say(`error.${error.code}`, error.params));
    return 2;
  }
}

type Say = (id: string, params?: ErrorParams) => string;

function progressPrinter(print: Print, say: Say) {
  let last = { message: '', at: 0 };
  return async (message: string, done: number, total: number) => {
    const now = performance.now();
    if (message === last.message && done < total && now - last.at < silence) return;
    last = { message, at: now };
    print(`${say(message)} … ${count.format(done)} of ${count.format(total)}`);
  };
}

const titles = { families: 'Families', variants: 'Variants', relationships: 'Relationships' } as const;

function printSummary(run: RunSummary, print: Print): void {
  const n = (name: string, value: number) => `${name} ${count.format(value)}`;
  print('');
  print(`${titles[run.kind]} (${run.number}${run.dryRun ? ', dry run: nothing was written' : ''})`);
  const counts = ['read', 'created', 'updated', 'unchanged', 'failed', 'warnings'] as const;
  print(`  ${counts.map((name) => n(name, run[name])).join(', ')}`);
  if (run.kind !== 'families') printLinks(run, print);
  if (run.took.read > 0) print(`  ${speed(run)}`);
}

/** The figures of PRD-PMG-27: `4,228 of 4,319 (97.89 %)`. */
function printLinks({ linked, linkedByKey, linkedBySku, orphans, orphansWithoutKey }: RunSummary, print: Print): void {
  const all = linked + orphans;
  const share = (part: number) =>
    `${count.format(part)} of ${count.format(all)} (${percent.format(all === 0 ? 0 : (part / all) * 100)} %)`;
  print(`  linked by key ${share(linkedByKey)}`);
  print(
    `  linked altogether ${share(linked)}: by base number ${linkedBySku}, by hand ${linked - linkedByKey - linkedBySku}`,
  );
  print(
    `  without parent ${share(orphans)}: key missing ${orphansWithoutKey}, key not found ${orphans - orphansWithoutKey}`,
  );
}

function speed({ took, created, updated, dryRun }: RunSummary): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const rows = created + updated;
  if (dryRun || rows === 0) return `read in ${seconds(took.read)}, compared in ${seconds(took.write)}`;
  return `read in ${seconds(took.read)}, written in ${seconds(took.write)} (${count.format(Math.round((rows / took.write) * 1000))} rows/s)`;
}

interface ReportTables {
  legacy_import_run_rows: {
    parent_id: number;
    position: number;
    severity: string;
    source_key: string | null;
    sku: string | null;
    code: string;
    params: string | null;
  };
}

/** The first errors in full, warnings by their number: in a first import there are hundreds. */
async function printReport(app: App, run: RunSummary, print: Print, say: Say): Promise<void> {
  const lines = await tables<ReportTables>(app.systemCtx('cli'))
    .selectFrom('legacy_import_run_rows')
    .select(['severity', 'source_key', 'sku', 'code', 'params'])
    .where('parent_id', '=', run.id)
    .orderBy('position')
    .execute();
  const [errors = [], warnings = []] = ['error', 'warning'].map((kind) =>
    lines.filter(({ severity }) => severity === kind),
  );
  for (const { source_key, sku, code, params } of errors.slice(0, printedErrors)) {
    const sentence = say(sentenceOf(app.texts, 'en', code), params === null ? {} : (JSON.parse(params) as ErrorParams));
    print(`  error: ${sku ?? source_key ?? '–'}: ${sentence}`);
  }
  if (errors.length > printedErrors) print(`  and ${count.format(errors.length - printedErrors)} errors more`);
  for (const [code, alike] of Map.groupBy(warnings, (line) => line.code))
    print(`  ${count.format(alike.length)} × ${code}, e.g. ${alike[0]?.sku ?? '–'}`);
  if (lines.length > 0) print(`  the whole report: import run ${run.number} in Kontor`);
}
