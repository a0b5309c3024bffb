/** Where a phase of the import stood at a moment (milliseconds). */
export interface Sample {
  phase: string | null;
  done: number;
  at: number;
}

/** The rate is that of the last seconds: reading comes in pages, writing in chunks. */
const window = 6_000;
/** Too short a time says nothing. */
const shortest = 300;

/** Notes where the import stands; another phase begins anew. */
export function addSample(samples: readonly Sample[], next: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && last.phase === next.phase && last.done === next.done) return [...samples];
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
