import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { answerControl } from './answer-control.ts';
import { answerRest } from './answer-rest.ts';
import { createDataSet, type DataSetOptions, type LegacyDataSet } from './data-set/create-data-set.ts';
import { type Faults, noFaults, setFaults } from './faults.ts';
import { RequestLog } from './request-log.ts';
import { RowStore } from './row-store.ts';
import { type ServerMode, SessionBook } from './sessions.ts';
import { spoilAnswer } from './spoil-answer.ts';

export interface SimulatorOptions extends DataSetOptions {
  /** Port on 127.0.0.1; 0 (the default) takes any free one. */
  port?: number;
  /** Default v19: both session cookies, `__DATACLASS` in the envelope. */
  mode?: ServerMode;
  faults?: Partial<Faults>;
  /** Serves this data set instead of creating one; it is never changed. */
  dataSet?: LegacyDataSet;
  /** The clock for sessions and changes, in epoch milliseconds. */
  now?: () => number;
}

export interface LegacySimulator {
  /** Without `/rest`, e.g. `http://127.0.0.1:8093`. */
  url: string;
  port: number;
  /** Live switches. */
  faults: Faults;
  /** The rows as created; `rows` has them as they are now. */
  dataSet: LegacyDataSet;
  requests: RequestLog;
  rows: RowStore;
  /** Ends all sessions at once, as a restart of the server does. */
  endSessions(): void;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a legacy 4D server on 127.0.0.1.
 *
 * @throws RangeError, TypeError for options that do not fit; Error with code EADDRINUSE when the port is taken
 */
export async function startLegacySimulator(options: SimulatorOptions = {}): Promise<LegacySimulator> {
  const { mode = 'v19', now = Date.now } = options;
  const faults: Faults = { ...noFaults };
  setFaults(faults, options.faults ?? {});
  const dataSet = options.dataSet ?? createDataSet(options);
  const simulation: Simulation = {
    faults,
    mode,
    store: new RowStore(dataSet.tables, now),
    sessions: new SessionBook(mode, faults, now),
    requests: new RequestLog(),
    entitySets: new Map(),
    totals: dataSet.totals,
    traps: dataSet.traps,
    closing: new AbortController(),
  };
  const server = createServer((request, response) => {
    handle(simulation, request, response).catch((error: unknown) => fail(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    faults,
    dataSet,
    requests: simulation.requests,
    rows: simulation.store,
    endSessions: () => simulation.sessions.endAll(),
    close: () => {
      simulation.closing.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

interface Simulation {
  faults: Faults;
  mode: ServerMode;
  store: RowStore;
  sessions: SessionBook;
  requests: RequestLog;
  entitySets: Map<string, { table: string; keys: string[] }>;
  totals: LegacyDataSet['totals'];
  traps: LegacyDataSet['traps'];
  closing: AbortController;
}

async function handle(simulation: Simulation, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path, query] = splitOnce(request.url ?? '/', '?');
  if (path.startsWith('/simulator/')) {
    const { status, body } = await answerControl(simulation, request, path.slice('/simulator/'.length));
    send(response, status, { 'Content-Type': 'application/json; charset=UTF-8' }, body);
  } else if (path === '/rest' || path.startsWith('/rest/')) {
    await handleRest(simulation, request, response, path.slice('/rest/'.length), query);
  } else {
    send(response, 404, { 'Content-Type': 'text/html' }, '<html><body>404 Not Found</body></html>');
  }
}

async function handleRest(
  { faults, requests, closing, ...context }: Simulation,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: string,
): Promise<void> {
  const log = (status: number, isWrite = false) =>
    requests.add({ method: request.method ?? '', url: readable(request.url ?? ''), status }, isWrite);
  if (faults.refuseConnections) {
    log(0);
    request.socket.destroy();
    return;
  }
  if (faults.delayMs > 0) await wait(faults.delayMs, undefined, { signal: closing.signal });
  const answer = spoilAnswer(answerRest({ ...context, faults }, request, path, query), faults, context.store);
  log(answer.cut ? 0 : answer.status, answer.isWrite);
  const contentType = answer.contentType ?? 'application/json; charset=UTF-8';
  const headers = { ...answer.headers, 'Content-Type': contentType, '4DREST-INFO': '1.0' };
  if (answer.cut === 'before') request.socket.destroy();
  else if (answer.cut === 'midway') {
    response.writeHead(answer.status, { ...headers, 'Content-Length': Buffer.byteLength(answer.body) });
    response.write(answer.body.slice(0, answer.body.length / 2), () => request.socket.destroy());
  } else send(response, answer.status, headers, answer.body);
}

function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | string[]>,
  body: string,
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
  response.end(bytes);
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed || (error instanceof Error && error.name === 'AbortError')) return;
  console.error(error);
  if (!response.headersSent) send(response, 500, { 'Content-Type': 'text/plain' }, 'The simulator itself has failed.');
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function readable(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return url;
  }
}
