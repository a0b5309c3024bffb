import type { IncomingMessage } from 'node:http';
import { type Faults, noFaults, setFaults } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import { RestError } from './rest-error.ts';
import type { RowPatch, RowStore } from './row-store.ts';
import type { SessionBook } from './sessions.ts';

export interface ControlContext {
  faults: Faults;
  requests: RequestLog;
  store: RowStore;
  sessions: SessionBook;
  totals: unknown;
  traps: unknown;
}

const largestBody = 1_000_000;

/**
 * Answers `/simulator/…`, the handle that tests and demonstrations have on the simulator:
 * `GET|PUT|DELETE faults`, `GET|DELETE requests`, `DELETE sessions`, `GET data-set`, and
 * `POST rows/{Table}` (insert; with the `__KEY` of an existing row patch), `PATCH|DELETE rows/{Table}/{key}`.
 */
export async function answerControl(context: ControlContext, request: IncomingMessage, path: string) {
  try {
    const body = await act(context, request, path.split('/').map(decodeURIComponent));
    return { status: body === undefined ? 204 : 200, body: body === undefined ? '' : JSON.stringify(body) };
  } catch (error) {
    const isMistake = [RangeError, TypeError, SyntaxError, RestError, URIError].some((kind) => error instanceof kind);
    if (!isMistake) throw error;
    return { status: 400, body: JSON.stringify({ error: (error as Error).message }) };
  }
}

async function act(context: ControlContext, request: IncomingMessage, path: string[]): Promise<unknown> {
  const [subject = '', table = '', key] = path;
  const { faults, requests, store, sessions } = context;
  switch (`${request.method} ${subject}`) {
    case 'GET faults':
      return faults;
    case 'PUT faults':
      setFaults(faults, await readJson(request));
      return faults;
    case 'DELETE faults':
      return Object.assign(faults, noFaults);
    case 'GET requests':
      return { total: requests.total, writeAttempts: requests.writeAttempts, entries: requests.entries };
    case 'DELETE requests':
      return requests.clear();
    case 'DELETE sessions':
      return sessions.endAll();
    case 'GET data-set':
      return { totals: context.totals, traps: context.traps, changes: store.changes };
    case 'POST rows':
      return putRow(store, table, readPatch(await readJson(request)));
    case 'PATCH rows':
      return store.patch(table, key ?? '', readPatch(await readJson(request)));
    case 'DELETE rows':
      return store.delete(table, key ?? '');
    default:
      throw new RangeError(`nothing to do for ${request.method} ${path.join('/')}`);
  }
}

function putRow(store: RowStore, table: string, { __KEY, ...attributes }: RowPatch) {
  if (typeof __KEY !== 'string') return store.insert(table, attributes);
  if (store.find(table, __KEY)) return store.patch(table, __KEY, attributes);
  return store.insert(table, { ...attributes, __KEY });
}

function readPatch(body: unknown): RowPatch {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new TypeError('a row must be an object');
  return body as RowPatch;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new RangeError('the body is too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
