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

/** `npm run bench [name …]`: prints ratios and counts; ends with 1 when one misses its bar. */
const wanted = process.argv.slice(2);
const results: Result[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const result of await bench()) {
    printResult(result);
    results.push(result);
  }
}
process.exitCode = results.every(passes) ? 0 : 1;
