import { trusted } from '#kernel/server/ctx.ts';
import type { JobView } from '#kernel/server/jobs.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { create } from '#kernel/server/write.ts';
import { category } from '#modules/catalog/contract/index.ts';
import { salesApp } from '../tests/scenarios/trading-company.ts';
import { median, type Result } from './measure.ts';

const rows = Number(process.env.ROWS ?? 100_000);
const groups = 10;
const header = 'sku,name.de,name.en,category,retailPrice,tradePrice,weight';

/** One row in a hundred is broken, in four ways: what the file, the schema, the references and the engine know. */
function line(n: number): string {
  const broken = n % 100 === 7 ? (n / 100) & 3 : -1;
  const sku = broken === 3 ? String(700_000 + n - 1) : String(700_000 + n);
  const group = broken === 2 ? 'NONE' : `G${n % groups}`;
  const price = broken === 1 ? '-1' : broken === 0 ? 'viel' : (n % 900) + 0.95;
  return `${sku},"Figur ${n}, bemalt","Figure ${n}, painted",${group},${price},${(n % 400) + 0.5},0.04`;
}

/** A file of variants over the public import, as a job: tried, written, and written again. */
export async function benchImport(): Promise<Result[]> {
  const t = await salesApp({ file: true });
  try {
    t.app.jobs.start();
    const drafts = Array.from({ length: groups }, (_, n) => ({ code: `G${n}`, name: { de: `Gruppe ${n}`, en: null } }));
    await create(trusted(t.ctx), category, drafts);
    const file = `${header}\n${Array.from({ length: rows }, (_, n) => line(n)).join('\n')}\n`;
    const bar = t.app.engine.dialect === 'sqlite' ? { bar: ['>=', 2000] as ['>=', number] } : {};
    const trial = await run(t, file, true);
    const first = await run(t, file, false);
    const again = await run(t, file, false);
    const share = first.failed / rows;
    return [
      {
        name: `import: trial of ${rows} rows with 1 % broken`,
        value: trial.rate,
        unit: 'rows/s',
        detail: trial.detail,
      },
      { name: `import: ${rows} rows with 1 % broken`, value: first.rate, unit: 'rows/s', ...bar, detail: first.detail },
      {
        name: 'import: the same again, nothing changes',
        value: again.rate,
        unit: 'rows/s',
        ...bar,
        detail: again.detail,
      },
      { name: 'import: share of rows reported as broken', value: share, unit: 'ratio', bar: ['<=', 0.0101] },
      {
        name: 'import: longest wait of another writer in the trial',
        value: trial.longest,
        unit: 'ms',
        bar: ['<=', 1000],
      },
    ];
  } finally {
    await t.close();
  }
}

interface Run {
  rate: number;
  failed: number;
  detail: string;
  /** Longest time that somebody else's small write took meanwhile, in milliseconds. */
  longest: number;
}

async function run(t: TestApp, body: string, dryRun: boolean): Promise<Run> {
  const as = '1:*';
  const began = performance.now();
  const cpu = process.cpuUsage();
  const headers = { 'content-type': 'text/csv' };
  const { body: answer } = await t.call('POST', `/catalog/variants/import?job=true&dryRun=${dryRun}`, {
    as,
    headers,
    body,
  });
  const { id } = answer.job as JobView;
  const waits: number[] = [];
  for (;;) {
    const { body: job } = await t.call('GET', `/jobs/${id}`, { as });
    if (job.state !== 'queued' && job.state !== 'running') break;
    const asked = performance.now();
    await t.app.engine.transaction((db) => db.updateTable('kernel_probe').set({ at: 1 }).where('id', '=', 1).execute());
    waits.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const busy = (user + system) / 1e6;
  const { body: report } = await t.call('GET', `/imports/${id}`, { as });
  const { created, updated, unchanged, failed } = report as Record<string, number>;
  return {
    rate: Math.round(rows / seconds),
    failed: Number(failed),
    longest: Math.max(...waits),
    detail: `${created} new, ${updated} changed, ${unchanged} unchanged, ${failed} broken; ${Math.round(rows / busy)} rows per CPU-second; others waited ${median(waits).toFixed(1)} ms`,
  };
}
