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

/** Answers after which the same request may succeed later: the server is busy, restarts, or wants a sign-in first. */
const passing = (problem: ApiProblem): boolean =>
  problem.status >= 500 ||
  problem.status === 429 ||
  problem.status === 401 ||
  problem.code === 'kernel.idempotencyKeyRunning';

const pauses = [1_000, 2_000, 5_000, 15_000];

export type Send = (act: Waiting) => Promise<unknown>;
const overHttp: Send = ({ path, body, key }) =>
  request(path, { method: 'POST', body, idempotencyKey: key, timeout: 15_000 });

/**
 * Acts in the order in which they were done, sent one after the other. What could not be sent waits on this device, also
 * over a reload, and is sent again under the same key. It sends while a page is there to hear of it; take it by
 * {@link outboxOf}, so that no other stands on the same name.
 */
export class Outbox<M = unknown> {
  readonly #stored: string;
  readonly #send: Send;
  readonly #listeners = new Set<() => void>();
  /** Pages that are there, each with what it wants to hear now. */
  readonly #pages = new Set<() => OutboxEvents<M>>();
  #waiting: readonly Waiting<M>[];
  /** This browser keeps what it is given; else only this page remembers. */
  #isKept = true;
  #sending: string | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param name of what is stored on this device; one for each user and work. */
  constructor(name: string, send: Send = overHttp) {
    this.#stored = `outbox.${name}`;
    this.#send = send;
    this.#waiting = readStored<Waiting<M>[]>(this.#stored, []);
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

  /** A page is there: it hears what becomes of the acts, and they are sent until the last such page has left. */
  attach(events: () => OutboxEvents<M>): () => void {
    this.#pages.add(events);
    this.reload();
    void this.flush();
    return () => {
      this.#pages.delete(events);
      if (this.#pages.size === 0) clearTimeout(this.#timer);
    };
  }

  push(path: string, body: unknown, meta: M): void {
    const act = { key: newKey(), path, body, meta };
    this.#change((waiting) => [...waiting, act]);
    void this.flush();
  }

  /** Takes back the last act unless it is on its way or has arrived; gives it. */
  withdraw(): Waiting<M> | null {
    const last = this.#waiting.at(-1);
    // What was tried may have arrived although no answer came back.
    if (!last || (this.#waiting.length === 1 && (this.#sending === last.key || this.isStuck))) return null;
    this.#remove(last.key);
    return last;
  }

  /** Another tab of this browser has changed what is stored. */
  reload(): void {
    this.#change((waiting) => waiting);
  }

  /** Sends what waits, until nothing does or no answer comes. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#sending !== null) return;
    for (let act = this.#waiting[0]; act && this.#pages.size > 0; act = this.#waiting[0]) {
      this.#sending = act.key;
      const isSettled = await this.#settle(act);
      this.#sending = null;
      if (!isSettled) return this.#pause();
      this.#failures = 0;
      this.#remove(act.key);
    }
  }

  #pause(): void {
    this.#failures += 1;
    const pause = pauses[Math.min(this.#failures, pauses.length) - 1] ?? 1_000;
    if (this.#pages.size > 0) this.#timer = setTimeout(() => void this.flush(), pause);
    this.#tell();
  }

  /** Whether the server has said yes or no to the act. */
  async #settle(act: Waiting<M>): Promise<boolean> {
    let answer: unknown;
    try {
      answer = await this.#send(act);
    } catch (error) {
      // A refusal that nobody would hear of is asked for again by the next page.
      if (!(error instanceof ApiProblem) || passing(error) || this.#pages.size === 0) return false;
      for (const events of this.#pages) events().onRefused?.(act, error);
      return true;
    }
    for (const events of this.#pages) events().onSent?.(act, answer);
    return true;
  }

  #remove(key: string): void {
    this.#change((waiting) => waiting.filter((act) => act.key !== key));
  }

  /** Changes what is stored as it stands now: another tab may have added to it since. */
  #change(edit: (waiting: readonly Waiting<M>[]) => readonly Waiting<M>[]): void {
    const known = this.#isKept ? readStored<readonly Waiting<M>[]>(this.#stored, []) : this.#waiting;
    const next = edit(known);
    if (next !== known) this.#isKept = writeStored(this.#stored, next.length > 0 ? next : null);
    this.#waiting = next;
    this.#tell();
  }
  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const outboxes = new Map<string, Outbox>();

/** The one outbox of a name in this tab: two would send the same acts, and each forget what the other stored. */
export function outboxOf<M>(name: string, send?: Send): Outbox<M> {
  const known = outboxes.get(name) ?? new Outbox(name, send);
  outboxes.set(name, known);
  // What it holds is what pages of this name have pushed, now and before.
  return known as Outbox<M>;
}
