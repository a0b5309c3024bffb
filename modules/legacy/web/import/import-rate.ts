/** Where a phase of the import stood at a moment (milliseconds). */
export interface Sample {
  phase: string | null;
  done: number;
  at: number;
}

/** The rate is that of the last seconds: reading comes in pages, writing in chunks. */
const window = 6_000;
/** Too short a time says nothing. */
const shortest = 150;

/** Notes where the import stands; another phase begins anew, with nothing done, when the one before was last seen. */
export function addSample(samples: readonly Sample[], next: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && last.phase === next.phase && last.done === next.done) return [...samples];
  if (last && last.phase !== next.phase) return [{ phase: next.phase, done: 0, at: last.at }, next];
  const kept = samples.filter(({ phase, at }) => phase === next.phase && at >= next.at - window);
  return [...kept, next];
}

/** Rows per second, null while nobody can tell. */
export function rateOf(samples: readonly Sample[]): number | null {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < shortest || last.done <= first.done) return null;
  return ((last.done - first.done) / (last.at - first.at)) * 1000;
}
