const given = (name: string, usual: number): number => Number(process.env[name] || usual);

/** A long run is asked for by the environment; without it each is as long as a push can wait for. */
export const rounds = given('KONTOR_TEST_ROUNDS', 5);
export const interleavings = given('KONTOR_TEST_INTERLEAVINGS', 200);
export const milliseconds = given('KONTOR_TEST_SECONDS', 3) * 1000;

/** How long a test may take whose work takes about so many milliseconds. */
export const long = (work: number): number => 60_000 + 3 * work;

/** Whether work that is counted goes on: for so long, and until there is enough of it, however slow the machine is. */
export function untilEnough(duration: number, enough = 64): (done: number) => boolean {
  const end = Date.now() + duration;
  return (done) => Date.now() < end || done < enough;
}
