import type { Ctx } from '../ctx.ts';
import type { Cell } from '../db/engine.ts';
import { type ImportOptions, type ImportReport, importRecords } from '../import-export/import.ts';
import { type TestApp, testApp } from '../testing.ts';
import { demo, demoTexts } from './demo-items.ts';

type Counts = Partial<Pick<ImportReport, 'created' | 'updated' | 'unchanged' | 'failed'>>;
/** What a report says of its rows; what is not named is none. */
export const counts = (expected: Counts) => ({ created: 0, updated: 0, unchanged: 0, failed: 0, ...expected });

export interface ImportHarness {
  t: TestApp;
  /** Imports a CSV into `demo.item` or another resource, as the system or as `ctx`. */
  run(csv: string, options?: Partial<ImportOptions> & { ctx?: Ctx; resource?: string }): Promise<ImportReport>;
  /** An item by its number, over HTTP. */
  read(sku: string): Promise<Record<string, unknown>>;
  /** Everything that an import could leave behind. */
  traces(): Promise<Record<string, Record<string, Cell>[]>>;
}

/** The demo modules on an empty database, with two makers and three categories of which two have the same name. */
export async function importHarness(): Promise<ImportHarness> {
  const t = await testApp([demo], { texts: demoTexts });
  const all = '1:*';
  const run: ImportHarness['run'] = (csv, { ctx = t.ctx, resource = 'demo.item', ...options } = {}) =>
    importRecords(ctx, t.app.served(resource), { format: 'csv', content: Buffer.from(csv), dryRun: false, ...options });
  await run('code,city\nM1,Dießen\nM2,Diessen\n', { resource: 'demo.maker' });
  await run('code,name.de,name.en\nA,Tiere,Animals\nB,Doppelt,\nC,Doppelt,\n', { resource: 'demo.category' });
  return {
    t,
    run,
    read: async (sku) => {
      const { body } = await t.call('GET', `/demo/items?filter[sku]=${sku}`, { as: all });
      const [first] = body.items as { id: number }[];
      return (await t.call('GET', `/demo/items/${first?.id}`, { as: all })).body;
    },
    traces: async () => {
      const rows: Record<string, Record<string, Cell>[]> = {};
      for (const table of ['demo_item', 'kernel_audit', 'kernel_outbox', 'kernel_search_token', 'kernel_sequence']) {
        rows[table] = await t.app.engine.reader.selectFrom(table).selectAll().execute();
      }
      return rows;
    },
  };
}
