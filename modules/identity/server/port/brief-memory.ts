/** Answers that may be given again for a short while. */
export interface BriefMemory<T> {
  get(key: string, load: () => Promise<T>): Promise<T>;
  /** Nothing said so far counts any more, nor what is just being loaded. */
  forget(): void;
}

const mostAnswers = 10_000;

/** @param lasts how long an answer is good for, in ms. Who asks while an answer is on its way waits for the same one. */
export function briefMemory<T>(clock: () => number, lasts: number): BriefMemory<T> {
  let known = new Map<string, { at: number; answer: Promise<T> }>();
  return {
    get(key, load) {
      const now = clock();
      const old = known.get(key);
      if (old && now - old.at < lasts) return old.answer;
      if (known.size >= mostAnswers) known.clear();
      const entry = { at: now, answer: load() };
      known.set(key, entry);
      const place = known;
      entry.answer.catch(() => {
        if (place.get(key) === entry) place.delete(key);
      });
      return entry.answer;
    },
    forget() {
      known = new Map();
    },
  };
}
