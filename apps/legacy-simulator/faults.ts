/** How an answer with rows is wrapped. The real server sends `entities`; its clients have also met the others. */
export type Envelope = 'entities' | 'value' | 'array';

/**
 * What goes wrong, and what the server is set to. A test flips these while the simulator runs. Counters name how
 * many of the next answers with rows they spoil, and count down; -1 means all of them.
 */
export interface Faults {
  /** Sessions that may be open at once; one more is answered 402. 0 = no limit. */
  maxSessions: number;
  /** A session dies after that many answers. 0 = never. */
  sessionRequests: number;
  /** A session dies when it was not used for that many milliseconds. */
  sessionIdleMs: number;
  /** Each n-th answer of a session carries a new cookie and the old one dies. 0 = never. */
  rotateCookieEvery: number;
  /** Only `$info` (and the login) opens a session; all else without a cookie is answered 401. */
  loginRequired: boolean;
  /** Every answer under `/rest` waits that long. */
  delayMs: number;
  /** Every request under `/rest` finds its connection cut; `/simulator` goes on. */
  refuseConnections: boolean;
  /** The counters below wait for that many answers with rows. */
  faultsAfter: number;
  /** Counter: the JSON ends in the middle. */
  truncateJson: number;
  /** Counter: HTTP 200 with a page of HTML. */
  garbage: number;
  /** Counter: HTTP 500. */
  serverError: number;
  /** Counter: the connection is cut before the answer. */
  cutConnection: number;
  /** Counter: the connection is cut in the middle of the body. */
  cutMidway: number;
  /** Counter: after the page a new row appears at the beginning of the table, so the next page repeats a row. */
  insertBetweenPages: number;
  /** Counter: after the page its first row is deleted, so the next page misses a row. */
  removeBetweenPages: number;
  envelope: Envelope;
}

export const noFaults: Readonly<Faults> = {
  maxSessions: 0,
  sessionRequests: 0,
  sessionIdleMs: 3_600_000,
  rotateCookieEvery: 0,
  loginRequired: false,
  delayMs: 0,
  refuseConnections: false,
  faultsAfter: 0,
  truncateJson: 0,
  garbage: 0,
  serverError: 0,
  cutConnection: 0,
  cutMidway: 0,
  insertBetweenPages: 0,
  removeBetweenPages: 0,
  envelope: 'entities',
};

export type FaultCounter =
  | 'truncateJson'
  | 'garbage'
  | 'serverError'
  | 'cutConnection'
  | 'cutMidway'
  | 'insertBetweenPages'
  | 'removeBetweenPages';

/** Whether the counted fault strikes now; takes one from its counter. */
export function strike(faults: Faults, counter: FaultCounter): boolean {
  if (faults[counter] === 0) return false;
  if (faults[counter] > 0) faults[counter]--;
  return true;
}

/**
 * Sets the switches that `changes` names and leaves the others.
 *
 * @throws TypeError when a name is unknown or a value has the wrong type; nothing is changed then
 */
export function setFaults(faults: Faults, changes: unknown): void {
  if (changes === null || typeof changes !== 'object') throw new TypeError('faults must be an object');
  for (const [name, value] of Object.entries(changes)) {
    const known = (noFaults as Readonly<Record<string, unknown>>)[name];
    if (known === undefined) throw new TypeError(`unknown fault: ${name}`);
    const fits = name === 'envelope' ? ['entities', 'value', 'array'].includes(value) : typeof value === typeof known;
    if (!fits) throw new TypeError(`wrong value for fault ${name}: ${JSON.stringify(value)}`);
  }
  Object.assign(faults, changes);
}

/**
 * Reads `name=value` arguments of the command line into switches.
 *
 * @throws TypeError like `setFaults`
 */
export function readFaults(pairs: readonly string[]): Partial<Faults> {
  const changes = Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name, /^(-?\d+|true|false)$/.test(value) ? JSON.parse(value) : value];
    }),
  );
  setFaults({ ...noFaults }, changes);
  return changes;
}
