import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestApp } from '#kernel/server/testing.ts';
import { client, salesApp, stockedCompany } from '../tests/scenarios/trading-company.ts';
import { fdatasyncPerSecond } from './fdatasync-probe.ts';
import { median, type Result } from './measure.ts';

const rounds = 7;
const seconds = 3;
const run = promisify(execFile);

/** Durable orders of five lines over HTTP, 16 clients, each beside the disk's own speed of the same moment. */
export async function benchOrders(): Promise<Result[]> {
  const t = await salesApp({ file: true });
  const folder = mkdtempSync(join(tmpdir(), 'kontor-bench-'));
  try {
    const { variants, dealer } = await stockedCompany(client(t), { count: 50, pieces: 0 });
    const url = await t.http.listen({ host: '127.0.0.1', port: 0 });
    const ratios: number[] = [];
    const rates: number[] = [];
    const cpu: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const before = fdatasyncPerSecond(folder);
      const used = process.cpuUsage();
      const { stdout } = await run(process.execPath, [
        join(import.meta.dirname, 'order-client.ts'),
        `${url}/api/v1/sales/orders`,
        '1:*',
        '16',
        String(seconds),
        String(dealer),
        JSON.stringify(variants),
      ]);
      const { user, system } = process.cpuUsage(used);
      const after = fdatasyncPerSecond(folder);
      const { done, failed, seconds: took } = JSON.parse(stdout) as { done: number; failed: number; seconds: number };
      if (failed > 0) throw new Error(`${failed} orders failed`);
      // The first round warms up; a round whose probes disagree says nothing.
      if (round === 0 || Math.abs(before - after) / Math.max(before, after) > 0.25) continue;
      cpu.push((user + system) / 1000 / done);
      rates.push(done / took);
      ratios.push(done / took / ((before + after) / 2));
    }
    return [
      {
        name: 'durable 5-line orders over HTTP, 16 clients ÷ fdatasync',
        value: median(ratios),
        unit: 'ratio',
        ...(t.app.engine.dialect === 'sqlite' && { bar: ['>=', 0.5] as ['>=', number] }),
        detail: `${Math.round(median(rates))} orders/s, ${median(cpu).toFixed(2)} ms CPU each, ${ratios.length} of ${rounds - 1} rounds kept`,
      },
      ...(await statementsPerOrder(t, variants, dealer)),
    ];
  } finally {
    await t.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What an order costs in statements; it must not grow with its lines. */
async function statementsPerOrder(t: TestApp, variants: readonly number[], customer: number): Promise<Result[]> {
  const cost = async (lines: number) => {
    const body = {
      customer,
      lines: Array.from({ length: lines }, (_, index) => ({
        product: variants[index % variants.length],
        quantity: '1',
      })),
    };
    const before = t.app.engine.statements();
    const answer = await t.call('POST', '/sales/orders', {
      as: '1:*',
      body,
      headers: { 'idempotency-key': `statements-${lines}` },
    });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return t.app.engine.statements() - before;
  };
  const [five, fifty] = [await cost(5), await cost(50)];
  return [
    { name: 'SQL statements per order of 5 lines, whole request', value: five, unit: 'statements', bar: ['<=', 20] },
    {
      name: 'SQL statements per order of 50 lines, whole request',
      value: fifty,
      unit: 'statements',
      bar: ['<=', five],
    },
  ];
}
