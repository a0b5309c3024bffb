import { openTestEngine } from '#kernel/server/testing.ts';
import { act, create } from '#kernel/server/write.ts';
import { receipt } from '#modules/stock/contract/index.ts';
import { openWarehouse, type Warehouse } from '../tests/scenarios/warehouse.ts';
import { median, type Result } from './measure.ts';

const few = 1_000;
const many = 10_000;
const rounds = 3;

/** Ten thousand serial numbers come in on one paper: entered as one range, posted at once. */
export async function benchSerials(): Promise<Result[]> {
  const house = await openWarehouse([], { engine: await openTestEngine({ file: true }) });
  try {
    await receive(house, 10);
    const costs = { few: await repeat(house, few), many: await repeat(house, many) };
    const statements = costs.many.statements - costs.few.statements;
    return [
      {
        name: '10,000 serial numbers received in one document',
        value: costs.many.ms,
        unit: 'ms',
        detail: `1,000 take ${costs.few.ms.toFixed(0)} ms`,
      },
      {
        name: 'the same ÷ ten times as many of 1,000',
        value: costs.many.ms / costs.few.ms / 10,
        unit: 'ratio',
        bar: ['<=', 1.5],
      },
      {
        name: 'SQL statements for a thousand further numbers',
        value: (statements * few) / (many - few),
        unit: 'statements',
        // They are sent in parts of as many parameters as an engine takes; none for each number.
        bar: ['<=', 10],
        detail: `${costs.many.statements} for 10,000, ${costs.few.statements} for 1,000`,
      },
    ];
  } finally {
    await house.close();
  }
}

interface Cost {
  ms: number;
  statements: number;
}

async function repeat(house: Warehouse, count: number): Promise<Cost> {
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round++) costs.push(await receive(house, count));
  return {
    ms: median(costs.map(({ ms }) => ms)),
    statements: median(costs.map(({ statements }) => statements)),
  };
}

let products = 0;
async function receive(house: Warehouse, count: number): Promise<Cost> {
  const product = await house.product(`SERIAL-${++products}`, { tracking: 'serial' });
  const lines = [{ product, lots: `SN00001-SN${String(count).padStart(5, '0')}` }];
  const before = house.t.app.engine.statements();
  const began = performance.now();
  const [draft] = await create(house.ctx, receipt, [{ lines }]);
  await act(house.ctx, receipt, 'post', draft?.id ?? 0);
  return { ms: performance.now() - began, statements: house.t.app.engine.statements() - before };
}
