import { ApiProblem } from '../api/api-problem.ts';
import { newKey } from '../api/intent.ts';
import { request } from '../api/request.ts';
import { readStored, writeStored } from '../stored.ts';

/** An act that the user has done and the server is to be told of. */
export interface Waiting<M = unknown> {
  /** Its Idempotency-Key: however often it is sent, it has its effect once. */
  key: string;
  path: string;
  body: unknown;
  /** What the page needs to show the act before the server knows of it. */
  meta: M;
}

export interface OutboxEvents<M> {
  /** The server has taken the act; what it answered. Called before the act leaves the queue. */
  onSent?: (act: Waiting<M>, answer: unknown) => void;
  /** The server will never take it. */
  onRefused?: (act: Waiting<M>, problem: ApiProblem) => void;
}

/** Answers after which the same request may succeed later: the server is busy, restarts, or still works on it. */
const passing = (problem: ApiProblem): boolean =>
  problem.status >= 500 || problem.status === 429 || problem.code === 'kernel.idempotencyKeyRunning';

const pauses = [1_000, 2_000, 5_000, 15_000];

type Send = (act: Waiting) => Promise<unknown>;
const overHttp: Send = ({ path, body, key }) =>
  request(path, { method: 'POST', body, idempotencyKey: key, timeout: 15_000 });

/**
 * Acts in the order in which they were done, sent one after the other. What could not be sent waits on this device, also
 * over a reload, and is sent again under the same key.
 */
export class Outbox<M = unknown> {
  readonly #name: string;
  readonly #send: Send;
  readonly #listeners = new Set<() => void>();
  #waiting: readonly Waiting<M>[];
  #sending: string | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  events: OutboxEvents<M> = {};

  /** @param name of what is stored on this device; one for each user and work. */
  constructor(name: string, send: Send = overHttp) {
    this.#name = `outbox.${name}`;
    this.#send = send;
    this.#waiting = readStored<Waiting<M>[]>(this.#name, []);
  }

  get waiting(): readonly Waiting<M>[] {
    return this.#waiting;
  }
  /** Whether the last attempt met no answer. */
  get isStuck(): boolean {
    return this.#failures > 0;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  push(path: string, body: unknown, meta: M): void {
    this.#keep([...this.#waiting, { key: newKey(), path, body, meta }]);
    void this.flush();
  }

  /** Takes back the last act unless it is on its way or has arrived; gives it. */
  withdraw(): Waiting<M> | null {
    const last = this.#waiting.at(-1);
    // What was tried may have arrived although no answer came back.
    if (!last || (this.#waiting.length === 1 && (this.#sending === last.key || this.isStuck))) return null;
    this.#keep(this.#waiting.slice(0, -1));
    return last;
  }

  /** Sends what waits, until nothing does or no answer comes. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#sending !== null) return;
    for (let act = this.#waiting[0]; act; act = this.#waiting[0]) {
      this.#sending = act.key;
      const isSettled = await this.#settle(act);
      this.#sending = null;
      if (!isSettled) {
        const pause = pauses[Math.min(this.#failures, pauses.length) - 1] ?? 1_000;
        this.#timer = setTimeout(() => void this.flush(), pause);
        return this.#tell();
      }
      this.#failures = 0;
      this.#keep(this.#waiting.filter(({ key }) => key !== act?.key));
    }
  }

  /** Nothing is sent any more from here; what waits stays stored. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  async #settle(act: Waiting<M>): Promise<boolean> {
    try {
      const answer = await this.#send(act);
      this.events.onSent?.(act, answer);
      return true;
    } catch (error) {
      if (error instanceof ApiProblem && !passing(error)) {
        this.events.onRefused?.(act, error);
        return true;
      }
      this.#failures += 1;
      return false;
    }
  }

  #keep(waiting: readonly Waiting<M>[]): void {
    this.#waiting = waiting;
    writeStored(this.#name, waiting.length > 0 ? waiting : null);
    this.#tell();
  }
  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
