import type { IncomingMessage } from 'node:http';
import { answerCatalog } from './answer-catalog.ts';
import { answerEntitySet, answerRow, answerRows, type EntitySets } from './answer-rows.ts';
import type { Faults } from './faults.ts';
import { parseTarget, type RestTarget } from './parse-target.ts';
import { RestError } from './rest-error.ts';
import type { RowStore } from './row-store.ts';
import type { ServerMode, SessionBook } from './sessions.ts';

/** An answer before any fault is put upon it. */
export interface RestAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
  /** The table whose rows it lists, if it does. */
  listed?: string;
  isWrite: boolean;
}

export interface RestContext {
  store: RowStore;
  sessions: SessionBook;
  faults: Faults;
  mode: ServerMode;
  entitySets: EntitySets;
}

const writingMethods = new Set(['update', 'delete', 'validate', 'flush', 'refresh']);

/** Answers one request under `/rest`; errors of the server are answers too. */
export function answerRest(context: RestContext, request: IncomingMessage, path: string, query: string): RestAnswer {
  const headers: RestAnswer['headers'] = {};
  let isWrite = false;
  try {
    const target = parseTarget(decodePath(path));
    const parameters = new URLSearchParams(query);
    isWrite = writes(request, target, parameters);
    // Without a session of its own a request takes no licence.
    if (request.headers['nosession-4d'] !== 'true') {
      const isLogin = target.kind === 'info' || target.kind === 'login';
      headers['Set-Cookie'] = context.sessions.admit(request.headers.cookie, isLogin);
    }
    if (isWrite) throw new RestError(403, [1046, 'This entity cannot be saved: the legacy system is read-only']);
    const body = answerTarget(context, request, target, parameters);
    const listed = target.kind === 'rows' || target.kind === 'entitySet' ? { listed: target.table } : {};
    return { status: 200, headers, body, isWrite, ...listed };
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    if (error.status === 401) Object.assign(headers, { '4D-CREDENTIALS': '1.0', 'WWW-Authenticate': '' });
    return { status: error.status, headers, body: error.body, isWrite };
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new RestError(400, [1806, `The URL "/rest/${path}" is malformed`]);
  }
}

function writes(request: IncomingMessage, target: RestTarget, query: URLSearchParams): boolean {
  if (writingMethods.has(query.get('$method') ?? '') || query.has('$upload')) return true;
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  return target.kind !== 'login';
}

function answerTarget(
  context: RestContext,
  request: IncomingMessage,
  target: RestTarget,
  query: URLSearchParams,
): string {
  const rowContext = { ...context, envelope: context.faults.envelope };
  switch (target.kind) {
    case 'info':
      return answerInfo(context);
    case 'login':
      return answerLogin(context.mode, request);
    case 'catalog':
      return answerCatalog(context.store, target.table);
    case 'rows':
      return answerRows(rowContext, target.table, query, target.attributes);
    case 'row':
      return answerRow(rowContext, target, query);
    case 'entitySet':
      return answerEntitySet(rowContext, target.table, target.id, query);
  }
}

/** The login of v18 and v19, with name and password in headers; anybody may come in. */
function answerLogin(mode: ServerMode, request: IncomingMessage): string {
  if (mode === 'v20') throw new RestError(400, [1811, 'Unknown keyword in "/rest/$directory/login"']);
  if (!request.headers['username-4d']) throw new RestError(401, [1822, 'REST login failed']);
  return JSON.stringify({ result: true });
}

function answerInfo({ sessions, entitySets }: RestContext): string {
  return JSON.stringify({
    cacheSize: 209_715_200,
    usedCache: 3_136_000,
    entitySetCount: entitySets.size,
    entitySet: [...entitySets].map(([id, set]) => ({ id, tableName: set.table, selectionSize: set.keys.length })),
    ProgressInfo: [],
    sessionInfo: Array.from({ length: sessions.open }, () => ({ userName: 'default guest', lifeTime: 3600 })),
  });
}
