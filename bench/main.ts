import { parseArgs } from 'node:util';
import { startServices } from '../scripts/services/start-services.ts';
import { passes, printResult, type Result } from './measure.ts';

const benches: Record<string, () => Promise<Result[]>> = {
  availability: async () => (await import('./availability.ts')).benchAvailability(),
  boms: async () => (await import('./boms.ts')).benchBoms(),
  budgets: async () => (await import('./budgets.ts')).benchBudgets(),
  catalogue: async () => (await import('./catalogue.ts')).benchCatalogue(),
  search: async () => (await import('./search.ts')).benchSearch(),
  import: async () => (await import('./import.ts')).benchImport(),
  orders: async () => (await import('./orders.ts')).benchOrders(),
  pricing: async () => (await import('./pricing.ts')).benchPricing(),
  postings: async () => (await import('./postings.ts')).benchPostings(),
  serials: async () => (await import('./serials.ts')).benchSerials(),
  stock: async () => (await import('./stock.ts')).benchStock(),
  quality: async () => (await import('./quality.ts')).benchQuality(),
  valuation: async () => (await import('./valuation.ts')).benchValuation(),
};

/**
 * `npm run bench [-- --engine=mysql] [name …]`: prints ratios and counts; ends with 1 when one misses its bar. Measures
 * on SQLite, or on the MariaDB that the tests use too.
 */
const { values, positionals } = parseArgs({
  options: { engine: { type: 'string', default: 'sqlite' } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0)
  throw new Error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`);
const services = values.engine === 'mysql' ? await startServices(['mariadb']) : undefined;
// Read where a bench is loaded, hence before.
Object.assign(process.env, services?.env, { KONTOR_TEST_ENGINE: values.engine });
const results: Result[] = [];
try {
  for (const [name, bench] of Object.entries(benches)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    for (const result of await bench()) {
      printResult(result);
      results.push(result);
    }
  }
} finally {
  await services?.stop();
}
process.exitCode = results.every(passes) ? 0 : 1;
