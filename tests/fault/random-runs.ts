import fc from 'fast-check';
import { expect, it } from 'vitest';
import { long } from './run-length.ts';
import { type Answer, atOnce } from './trading-house.ts';

/** A run that fails is repeated with `KONTOR_TEST_SEED`; the order in which workers come differs even so. */
const given = process.env.KONTOR_TEST_SEED;
const seeds = given === undefined ? [1, 2, Date.now() % 2 ** 31] : [Number(given)];
/** More than enough for each kind of work to succeed once. */
const most = 4000;
/** Of many wrong answers, so many. */
const told = 10;

/** How often each kind of work is drawn, compared to the others. */
export type Weights<K extends string> = Partial<Record<K, number>>;
/** What a piece of work does; it gives the answers it got, none where there was nothing to do. */
export type Act<W> = (work: W) => Promise<Answer[]>;

export interface Outcome {
  wrong: string[];
  /** How often each kind of work succeeded. */
  done: Map<string, number>;
}

/** Pieces of work of some kinds, and what can be done with them. */
export interface RandomWork<K extends string, W extends { kind: K }> {
  weights: Weights<K>;
  work(kinds: fc.Arbitrary<K>): fc.Arbitrary<W>;
  acts: Record<K, Act<W>>;
  /** Codes of refusals that belong to the work: somebody else was there before, or it was never possible. */
  expected: ReadonlySet<string>;
  /** What is wrong in the end, as sentences. */
  look(): Promise<string[]>;
}

interface Run {
  seed: number;
  pieces: number;
  workers: number;
  /** Until each kind of work has succeeded once, or something is wrong. */
  untilAll?: boolean;
}

const kindsOf = <K extends string>(weights: Weights<K>) => Object.keys(weights) as K[];
const oneOf = <K extends string>(weights: Weights<K>): fc.Arbitrary<K> =>
  fc.oneof(...kindsOf(weights).map((kind) => ({ weight: weights[kind] ?? 1, arbitrary: fc.constant(kind) })));

/** A mistake in what was entered is said at its fields. */
const codesOf = ({ body }: Answer): string[] =>
  body.code === 'kernel.invalidInput'
    ? (body.fields as { code: string }[]).map(({ code }) => code)
    : [String(body.code)];

/** Workers take pieces of work from one list, drawn by `seed`, each as it comes. In the end everything has to be right. */
export async function workOff<K extends string, W extends { kind: K }>(
  { weights, work, acts, expected, look }: RandomWork<K, W>,
  { seed, pieces, workers, untilAll = false }: Run,
): Promise<Outcome> {
  const list = fc.sample(work(oneOf(weights)), { seed, numRuns: pieces });
  const isWrong = (answer: Answer) => answer.status >= 300 && !codesOf(answer).every((code) => expected.has(code));
  const wrong: string[] = [];
  const done = new Map<string, number>();
  const isOver = () => untilAll && (wrong.length > 0 || done.size === kindsOf(weights).length);
  await atOnce(workers, async () => {
    for (let one = list.shift(); one && !isOver(); one = list.shift()) {
      const answers = await acts[one.kind](one);
      for (const { status, body } of answers.filter(isWrong))
        wrong.push(`${one.kind}: ${status} ${JSON.stringify(body)}`);
      if ((answers.at(-1)?.status ?? 500) < 300) done.set(one.kind, (done.get(one.kind) ?? 0) + 1);
    }
  });
  return { wrong: [...wrong, ...(await look())], done };
}

/** A house that is opened anew for each run. */
export interface Opened<K extends string, W extends { kind: K }> {
  work: RandomWork<K, W>;
  close(): Promise<void>;
}

/**
 * Tests that everything is right whatever eight workers do at once, for each seed, and that one after the other each
 * kind of work can be done.
 */
export function testRandomWork<K extends string, W extends { kind: K }>(
  title: string,
  pieces: number,
  open: () => Promise<Opened<K, W>>,
): void {
  const run = async (options: Run) => {
    const { work, close } = await open();
    try {
      const { wrong, done } = await workOff(work, options);
      expect(wrong.slice(0, told), `seed ${options.seed}`).toEqual([]);
      return { kinds: kindsOf(work.weights), done };
    } finally {
      await close();
    }
  };

  it.each(seeds)(
    `${title}: ${pieces} pieces of work, seed %i`,
    async (seed) => {
      await run({ seed, pieces, workers: 8 });
    },
    long(pieces * 200),
  );

  it(
    'each kind of work can be done',
    async () => {
      // One worker with one seed: what he meets does not depend on who was faster.
      const { kinds, done } = await run({ seed: 1, pieces: most, workers: 1, untilAll: true });
      expect(kinds.filter((kind) => !done.has(kind))).toEqual([]);
    },
    long(60_000),
  );
}
