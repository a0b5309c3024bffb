import { Cron } from 'croner';
import { AppError } from '#kernel/contract/index.ts';
import type { App, Changed } from './app.ts';
import type { Ctx } from './ctx.ts';

/** Records that changed, by resource. */
export type ChangedIds = ReadonlyMap<string, readonly number[]>;

/** Work that nobody asks for: by the clock, at start, or soon after what it follows. It never overlaps with itself. */
export interface TimedWork {
  /** Once in the whole application; in the log and the trail, and to run it by hand. */
  name: string;
  /** A cron pattern, in the company's time zone. While it still runs, a further turn is left out. */
  at: string;
  /** When the application starts, too: what happened while it was down. */
  atStart?: boolean;
  /** Runs soon after such records changed in this process, outside of what changed them: `within` ms are gathered. */
  follows?: { resources: readonly string[]; within: number };
  /**
   * The work, as the system and in transactions of its own. Each process runs it: it does no harm twice, or asks for an
   * exclusive job (`askFor`), which one of them does. `changed` is null when everything is to be looked at.
   */
  run(ctx: Ctx, changed: ChangedIds | null): Promise<unknown>;
}

/** Asks for an exclusive job; that another process was faster is no fault. */
export const askFor =
  (kind: string): TimedWork['run'] =>
  async (ctx) => {
    try {
      await ctx.app.jobs.enqueue(ctx, kind, {});
    } catch (fault) {
      if (!(fault instanceof AppError && fault.code === 'kernel.jobRunning')) throw fault;
    }
  };

export interface Timed {
  start(): void;
  /** Runs the work of that name now, once what is under way is done; throws what it throws. */
  run(name: string): Promise<void>;
  /** Nothing begins any more; what is under way is finished. */
  stop(): Promise<void>;
}

/** One kind of work in one process. */
class Turns {
  readonly #appOf: () => App;
  readonly #work: TimedWork;
  readonly #cron: Cron;
  readonly #noted = new Map<string, Set<number>>();
  #deaf: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  /** Throws when the pattern is none. */
  constructor(appOf: () => App, work: TimedWork, timeZone: string | undefined) {
    this.#appOf = appOf;
    this.#work = work;
    this.#cron = new Cron(work.at, { unref: true, ...(timeZone !== undefined && { timezone: timeZone }) });
  }

  start(): void {
    const { atStart, follows } = this.#work;
    if (follows) this.#deaf = this.#appOf().onChanged((change) => this.#note(change, follows.resources));
    this.#cron.schedule(() => this.#begin(null));
    if (atStart) this.#begin(null);
  }

  async run(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    const once = this.#once(null);
    this.#watch(once);
    await once;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#deaf?.();
    this.#cron.stop();
    clearTimeout(this.#timer);
    await this.#running;
  }

  #note({ resource, ids }: Changed, followed: readonly string[]): void {
    if (!followed.includes(resource)) return;
    const noted = this.#noted.get(resource) ?? new Set();
    for (const id of ids) noted.add(id);
    this.#noted.set(resource, noted);
    this.#gather();
  }

  /** What changes during a run is looked at after it. */
  #gather(): void {
    if (this.#stopped || this.#running !== undefined) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#running === undefined) this.#begin(this.#takeNoted());
    }, this.#work.follows?.within).unref();
  }

  #takeNoted(): ChangedIds {
    const changed = new Map([...this.#noted].map(([resource, ids]) => [resource, [...ids]]));
    this.#noted.clear();
    return changed;
  }

  #begin(changed: ChangedIds | null): void {
    if (!this.#stopped && this.#running === undefined) this.#watch(this.#once(changed));
  }

  async #once(changed: ChangedIds | null): Promise<void> {
    await this.#work.run(this.#appOf().systemCtx(this.#work.name), changed);
  }

  #watch(once: Promise<void>): void {
    this.#running = once
      .catch((error: unknown) => this.#appOf().logger.error({ err: error }, this.#work.name))
      .finally(() => {
        this.#running = undefined;
        if (this.#noted.size > 0) this.#gather();
      });
  }
}

/** The timed work of the application; throws when two have one name or a pattern is none. */
export function createTimed(appOf: () => App, works: readonly TimedWork[], timeZone?: string): Timed {
  const turns = new Map<string, Turns>();
  for (const work of works) {
    if (turns.has(work.name)) throw new Error(`two timed works are named ${work.name}`);
    turns.set(work.name, new Turns(appOf, work, timeZone));
  }
  return {
    start: () => {
      for (const each of turns.values()) each.start();
    },
    run: async (name) => {
      const found = turns.get(name);
      if (!found) throw new Error(`no timed work is named ${name}`);
      await found.run();
    },
    stop: async () => {
      await Promise.all([...turns.values()].map((each) => each.stop()));
    },
  };
}
