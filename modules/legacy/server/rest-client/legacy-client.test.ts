import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LegacySimulator, startLegacySimulator } from '#apps/legacy-simulator/simulator.ts';
import { AppError } from '#kernel/contract/index.ts';
import { describeTable } from './describe-table.ts';
import { LegacyClient, type LegacyClientOptions } from './legacy-client.ts';
import { readPage } from './read-answer.ts';
import { readRows } from './read-rows.ts';

const size = { families: 60, variants: 130 };
let simulator: LegacySimulator;
let pristine: LegacySimulator['faults'];

beforeAll(async () => {
  simulator = await startLegacySimulator(size);
  pristine = { ...simulator.faults };
});
afterAll(() => simulator.close());
beforeEach(() => {
  Object.assign(simulator.faults, pristine);
  simulator.endSessions();
  simulator.requests.clear();
});

const clientOf = (more: Partial<LegacyClientOptions> = {}) =>
  new LegacyClient({ url: simulator.url, backOffMs: 1, sessionWaitsMs: [1, 1], timeoutMs: 2000, ...more });
const firstRow = (client: LegacyClient) => client.get('Artikel_Familie', { $top: 1 }, readPage);
const statuses = () => simulator.requests.entries.map(({ status }) => status);

async function keysOf(client: LegacyClient, pageSize = 10, betweenPages: (page: number) => void = () => {}) {
  const table = await describeTable(client, 'Artikel_Familie');
  const keys: unknown[] = [];
  let pages = 0;
  for await (const { rows } of readRows(client, table, { pageSize })) {
    keys.push(...rows.map((row) => row.__KEY));
    betweenPages(++pages);
  }
  return keys;
}
const present = () => simulator.rows.table('Artikel_Familie').rows.map((row) => row.__KEY);

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason) => reason,
  );
  return error instanceof AppError ? error.code : String(error);
}

describe('the session', () => {
  it.each(['v18', 'v19', 'v20'] as const)(
    'is opened by $info and kept, with one cookie, at a %s server',
    async (mode) => {
      const server = await startLegacySimulator({ ...size, mode, faults: { loginRequired: true } });
      const client = clientOf({ url: server.url });
      await firstRow(client);
      await firstRow(client);
      expect(server.requests.entries.map(({ url, status }) => [url.split('?')[0], status])).toEqual([
        ['/rest/$info', 200],
        ['/rest/Artikel_Familie', 200],
        ['/rest/Artikel_Familie', 200],
      ]);
      await server.close();
    },
  );

  it('goes on with the cookie of an earlier process instead of taking another licence', async () => {
    const first = clientOf();
    await firstRow(first);
    simulator.faults.maxSessions = 1;
    await firstRow(clientOf({ cookie: first.cookie }));
    expect(statuses()).toEqual([200, 200, 200]);
  });

  it('follows a cookie that changes with every answer', async () => {
    simulator.faults.rotateCookieEvery = 1;
    const client = clientOf();
    expect(await keysOf(client)).toHaveLength(60);
    expect(statuses()).not.toContain(401);
  });

  it('is opened anew when it ends in the middle of a table', async () => {
    simulator.faults.sessionRequests = 4;
    expect(await keysOf(clientOf())).toHaveLength(60);
    expect(statuses().filter((status) => status === 401).length).toBeGreaterThan(1);
  });

  it('is refused for good when a new one does not help', async () => {
    simulator.faults.sessionRequests = 1;
    expect(await codeOf(firstRow(clientOf()))).toBe('legacy.accessRefused');
  });

  it('waits for a licence, then gives up with a stable code', async () => {
    simulator.faults.maxSessions = 1;
    await firstRow(clientOf());
    simulator.requests.clear();
    expect(await codeOf(firstRow(clientOf()))).toBe('legacy.tooManySessions');
    expect(statuses()).toEqual([402, 402, 402]);
    const waiting = firstRow(clientOf({ sessionWaitsMs: [300] }));
    setTimeout(() => simulator.endSessions(), 50);
    await expect(waiting).resolves.toMatchObject({ total: 60 });
  });
});

describe('faults of the server', () => {
  it.each(['truncateJson', 'garbage', 'serverError', 'cutConnection', 'cutMidway'] as const)(
    'that pass are waited out: %s',
    async (fault) => {
      Object.assign(simulator.faults, { [fault]: 2, faultsAfter: 3 });
      expect(await keysOf(clientOf())).toHaveLength(60);
    },
  );

  it.each([
    ['truncateJson', 'legacy.unreadableAnswer'],
    ['garbage', 'legacy.unreadableAnswer'],
    ['serverError', 'legacy.serverFailed'],
    ['cutConnection', 'legacy.serverUnreachable'],
    ['cutMidway', 'legacy.serverUnreachable'],
  ] as const)('that stay are given up after four attempts: %s', async (fault, code) => {
    const client = clientOf();
    await firstRow(client);
    simulator.requests.clear();
    simulator.faults[fault] = -1;
    expect(await codeOf(firstRow(client))).toBe(code);
    expect(simulator.requests.total).toBe(4);
  });

  it('slowness is a timeout', async () => {
    simulator.faults.delayMs = 200;
    expect(await codeOf(firstRow(clientOf({ timeoutMs: 30, attempts: 2 })))).toBe('legacy.serverTimedOut');
    expect(await codeOf(firstRow(clientOf({ timeoutMs: 2000 })))).toBe('null');
  });

  it('absence is told by its reason', async () => {
    const gone = await startLegacySimulator(size);
    await gone.close();
    const work = firstRow(clientOf({ url: gone.url }));
    await expect(work).rejects.toMatchObject({ code: 'legacy.serverUnreachable', params: { reason: 'ECONNREFUSED' } });
  });

  it('refusals are not repeated', async () => {
    const client = clientOf();
    expect(await codeOf(client.get('Artikel_Stammm', {}, readPage))).toBe('legacy.tableMissing');
    expect(await codeOf(client.get('Artikel_Familie', { $orderby: 'nichts' }, readPage))).toBe('legacy.requestRefused');
    expect(statuses()).toEqual([200, 404, 400]);
  });
});

describe('readRows', () => {
  it.each(['entities', 'value', 'array'] as const)(
    'PRD-MIG-03 reads every row once, by key, from %s',
    async (envelope) => {
      simulator.faults.envelope = envelope;
      expect(await keysOf(clientOf())).toEqual(present().toSorted());
    },
  );

  it('reads no more than it is asked for', async () => {
    const client = clientOf();
    const table = await describeTable(client, 'Artikel_Familie');
    for (const limit of [1, 10, 25]) {
      let read = 0;
      for await (const page of readRows(client, table, { pageSize: 10, limit })) read += page.rows.length;
      expect(read).toBe(limit);
    }
  });

  it('gives a row once although others are added before it', async () => {
    const keys = await keysOf(clientOf(), 10, (page) => {
      if (page === 2) simulator.rows.insert('Artikel_Familie', { __KEY: `00NEW${'0'.repeat(27)}`, Nummer: 'NEU-1' });
    });
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.toSorted()).toEqual(present().toSorted());
  });

  it('misses no row although others are removed before it', async () => {
    const [first, second] = present().toSorted();
    const keys = await keysOf(clientOf(), 10, (page) => {
      if (page === 1) simulator.rows.delete('Artikel_Familie', String(second));
      if (page === 3) simulator.rows.delete('Artikel_Familie', String(first));
    });
    expect(keys.toSorted()).toEqual([...present(), first, second].toSorted());
  });

  it('comes to an end although the table never stands still', async () => {
    simulator.faults.insertBetweenPages = -1;
    const keys = await keysOf(clientOf());
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThanOrEqual(58);
  });
});

describe('PRD-MIG-04 the client', () => {
  it('has sent nothing but GET', async () => {
    await keysOf(clientOf());
    expect(new Set(simulator.requests.entries.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(simulator.requests.writeAttempts).toEqual([]);
  });
});
