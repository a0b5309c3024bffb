import { defaultLanguage, type Language, type Problem } from '../../contract/index.ts';
import { ApiProblem, NetworkFailure } from './api-problem.ts';
import { noteReachable } from './reachable.ts';

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Sent as JSON; a Blob is sent as it is, with its own media type. */
  body?: unknown;
  /** Version the change is based on, sent as `If-Match`. */
  version?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Milliseconds until a NetworkFailure; default 30 s. */
  timeout?: number;
}

export const apiBase = '/api/v1/';

let language: Language = defaultLanguage;
let whenSignedOut: () => Promise<boolean> = () => Promise.resolve(false);

/** Language of the sentences the server sends from now on. */
export const setApiLanguage = (next: Language): void => {
  language = next;
};

/**
 * Called when a request meets 401 although a session was there. Resolves true once the user has signed in again:
 * the request is then repeated, so that nobody loses what they were saving.
 */
export const setSignedOutHandler = (handler: () => Promise<boolean>): void => {
  whenSignedOut = handler;
};

/** One call of the HTTP interface. Throws ApiProblem for a refusal, NetworkFailure when no answer came. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** As {@link request}, for answers that are files. */
export async function requestFile(path: string, options: RequestOptions = {}): Promise<{ blob: Blob; name: string }> {
  const response = await send(path, { timeout: 300_000, ...options });
  const disposition = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  return { blob: await response.blob(), name: encoded ? decodeURIComponent(encoded) : (plain ?? 'download') };
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const response = await attempt(path, options);
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.code === 'kernel.notSignedIn' && (await whenSignedOut())) {
    const again = await attempt(path, options);
    if (again.ok) return again;
    throw new ApiProblem(await problemOf(again));
  }
  throw new ApiProblem(problem);
}

async function attempt(path: string, options: RequestOptions): Promise<Response> {
  const { method = 'GET', body, version, idempotencyKey, timeout = 30_000 } = options;
  const headers = new Headers({ accept: 'application/json', 'accept-language': language });
  if (version !== undefined) headers.set('if-match', `"${version}"`);
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey);
  const isFile = body instanceof Blob;
  if (body !== undefined) headers.set('content-type', isFile ? body.type : 'application/json');
  const deadline = AbortSignal.timeout(timeout);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  try {
    const response = await fetch(apiBase + path, {
      method,
      headers,
      signal,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    });
    noteReachable(true);
    return response;
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    noteReachable(false);
    throw new NetworkFailure(cause);
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  if (response.headers.get('content-type')?.includes('problem+json')) {
    const problem = (await response.json()) as Problem;
    return { ...(requestId ? { requestId } : {}), ...problem };
  }
  // A proxy answered in the server's place.
  const code =
    response.status === 401 ? 'kernel.notSignedIn' : response.status >= 500 ? 'kernel.unavailable' : 'kernel.internal';
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code,
    params: {},
    ...(requestId ? { requestId } : {}),
  };
}
