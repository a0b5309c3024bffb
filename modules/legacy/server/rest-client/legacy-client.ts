import { setTimeout as wait } from 'node:timers/promises';
import { legacyErrors } from '../../contract/index.ts';
import { PassingFault } from './passing-fault.ts';
import { readAnswer } from './read-answer.ts';
import { readSessionCookies } from './session-cookie.ts';

export interface LegacyClientOptions {
  /** Without `/rest`, e.g. `http://192.0.2.10:8080`. */
  url: string;
  /** Longest wait for one answer, in ms. */
  timeoutMs?: number;
  /** How often one request is sent before a passing fault counts. */
  attempts?: number;
  /** First pause before the next attempt, in ms; it doubles each time. */
  backOffMs?: number;
  /** Pauses, in ms, after each of which a server without a free licence is asked again. */
  sessionWaitsMs?: readonly number[];
  /** Cookie of an earlier session: there is no dependable logout, and every session costs a licence for an hour. */
  cookie?: string | null;
}

/** `$top`, `$filter` …, as they are; the client encodes the values. */
export type Query = Readonly<Record<string, string | number>>;

interface Answer {
  status: number;
  text: string;
}

/** Talks to the REST server of a 4D database. It can do nothing but `GET`: the legacy system is never written (PRD-MIG-04). */
export class LegacyClient {
  readonly #options: Required<LegacyClientOptions>;
  #cookie: string | null;
  #cookieNames: readonly string[] = [];

  constructor(options: LegacyClientOptions) {
    this.#options = {
      timeoutMs: 10_000,
      attempts: 4,
      backOffMs: 250,
      sessionWaitsMs: [1000, 2000, 4000],
      cookie: null,
      ...options,
    };
    this.#cookie = this.#options.cookie;
  }

  /** What continues the session in another process; null before the first. */
  get cookie(): string | null {
    return this.#cookie;
  }

  /** Names of the session cookies the server set last; they tell its generation. */
  get cookieNames(): readonly string[] {
    return this.#cookieNames;
  }

  /**
   * The JSON of `/rest/<path>`, as `read` makes something of it. Signs in, follows the cookie when it changes, signs in
   * again when the session has ended, and asks again, a few times, when the fault may pass.
   *
   * @throws AppError `legacy.serverUnreachable`, `serverTimedOut`, `serverFailed`, `unreadableAnswer` (each after the
   * last attempt), `tooManySessions`, `accessRefused`, `requestRefused`, `tableMissing`
   */
  async get<T>(path: string, query: Query, read: (json: unknown) => T): Promise<T> {
    const { attempts, backOffMs } = this.#options;
    for (let attempt = 1; ; attempt++) {
      try {
        const { status, text } = await this.#askInSession(path, query);
        return read(readAnswer(status, text));
      } catch (error) {
        if (!(error instanceof PassingFault)) throw error;
        if (attempt >= attempts) throw error.fault;
        await wait(backOffMs * 2 ** (attempt - 1));
      }
    }
  }

  async #askInSession(path: string, query: Query): Promise<Answer> {
    if (this.#cookie === null) await this.#signIn();
    const answer = await this.#askForLicence(path, query);
    if (answer.status !== 401) return answer;
    // The session has ended, of age or because the server was started anew.
    await this.#signIn();
    const second = await this.#askForLicence(path, query);
    if (second.status === 401) throw legacyErrors.accessRefused();
    return second;
  }

  /** Any first request opens a session; `$info` is the one that touches no data. */
  async #signIn(): Promise<void> {
    this.#cookie = null;
    const { status, text } = await this.#askForLicence('$info', {});
    if (status === 401) throw legacyErrors.accessRefused();
    readAnswer(status, text);
  }

  /** 402: all licences are taken by sessions; they end of age, so waiting a little may help. */
  async #askForLicence(path: string, query: Query): Promise<Answer> {
    for (const pause of this.#options.sessionWaitsMs) {
      const answer = await this.#ask(path, query);
      if (answer.status !== 402) return answer;
      await wait(pause);
    }
    const answer = await this.#ask(path, query);
    if (answer.status === 402) throw legacyErrors.tooManySessions();
    return answer;
  }

  async #ask(path: string, query: Query): Promise<Answer> {
    const { url, timeoutMs } = this.#options;
    const options = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const target = `${url}/rest/${path}${options.length > 0 ? `?${options.join('&')}` : ''}`;
    try {
      const response = await fetch(target, {
        headers: { accept: 'application/json', ...(this.#cookie !== null && { cookie: `WASID4D=${this.#cookie}` }) },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { value, names } = readSessionCookies(response.headers.getSetCookie());
      if (value !== null) {
        this.#cookie = value;
        this.#cookieNames = names;
      }
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw new PassingFault(connectionFault(error, timeoutMs));
    }
  }
}

function connectionFault(error: unknown, timeoutMs: number) {
  const { name, cause } = error as Error;
  if (name === 'TimeoutError') return legacyErrors.serverTimedOut({ seconds: timeoutMs / 1000 });
  const { code } = (cause ?? {}) as { code?: unknown };
  return legacyErrors.serverUnreachable({ reason: typeof code === 'string' ? code : name });
}
