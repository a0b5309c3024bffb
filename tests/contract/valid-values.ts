import type { FieldKind, FieldSpec, Fields } from '#kernel/contract/index.ts';

/** Finds a record that a reference can point to; null where the resource has none yet. */
export type FindTarget = (spec: FieldSpec) => Promise<number | null>;

/** Even numbers give the value of a new record, odd ones another value for its change. */
type Make = (spec: FieldSpec, n: number, name: string) => unknown;

const mark = (n: number) => n.toString(36).padStart(4, '0');
const isChange = (n: number) => n % 2 === 1;
const withSign = (name: string, n: number) => `${mark(n)} ${name} Größe "B"; 5'`;

/** A decimal with a fraction, far enough inside of the bounds. */
function decimal({ min = 0, max }: FieldSpec, n: number, from: number, fraction: string): string {
  const room = max === undefined ? Number.POSITIVE_INFINITY : max - Math.ceil(min);
  return `${Math.ceil(min) + (room > from + n ? from + n : n % Math.max(1, room))}.${fraction}`;
}

function textOf({ min = 0, max = 200, format }: FieldSpec, n: number, name: string): string {
  const long = {
    email: `${mark(n)}@example.org`,
    phone: `+49 8807 ${1000 + n}`,
    url: `https://example.org/${mark(n)}`,
    code: `${mark(n)}-${name.toLowerCase()}`,
    none: withSign(name, n),
  }[format ?? 'none'];
  const cut = max < 4 ? mark(n).slice(-max) : long.slice(0, max).trim();
  return cut.padEnd(min, 'x');
}

const checksum = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7);

const makers: Record<Exclude<FieldKind, 'ref' | 'refs' | 'lines'>, Make> = {
  text: textOf,
  longText: (spec, n, name) => `${withSign(name, n)}\n=1+1`.slice(0, spec.max ?? 200),
  translated: (spec, n, name) => ({ de: textOf(spec, n, `${name} de`), en: textOf(spec, n, `${name} en`) }),
  int: ({ min = 0, max = Number.MAX_SAFE_INTEGER }, n) => min + (n % (max - min + 1)),
  quantity: (spec, n) => decimal(spec, n, 1, '5'),
  // No two amounts of a record are alike: a test can tell which one has got out.
  money: (spec, n, name) => decimal(spec, n, 1000 * (7 + checksum(name)), '25'),
  rate: (spec, n) => decimal(spec, n, 1, '5'),
  bool: (spec, n) => isChange(n) !== (spec.default === true),
  date: (_spec, n) => `2026-03-${String(1 + (n % 28)).padStart(2, '0')}`,
  dateTime: (_spec, n) => new Date(Date.parse('2026-03-01T10:30:00Z') + n * 1000).toISOString(),
  choice: ({ values = [], default: usual }, n) => {
    const others = values.filter((value) => value !== (usual ?? values[0]));
    return isChange(n) && others.length > 0 ? others[0] : (usual ?? values[0]);
  },
  state: ({ values = [] }) => values[0],
  // A file is uploaded first; no resource lets a client set one.
  file: () => null,
  json: (_spec, n) => ({ n }),
};

/**
 * A valid wire value for a field of any kind. Texts contain what files and search trip over: umlauts, quotation marks,
 * separators. `pick` says which fields of lines are given.
 */
export async function validValue(
  name: string,
  spec: FieldSpec,
  n: number,
  find: FindTarget,
  pick: (spec: FieldSpec) => boolean,
): Promise<unknown> {
  switch (spec.kind) {
    case 'ref':
      return find(spec);
    case 'refs': {
      const id = await find(spec);
      return id === null ? [] : [id];
    }
    case 'lines':
      return [
        await validValues(spec.fields ?? {}, n, find, pick),
        await validValues(spec.fields ?? {}, n + 2, find, pick),
      ];
    default:
      return makers[spec.kind](spec, n, name);
  }
}

/** Valid wire values for those fields that `pick` chooses; what has none (no record to refer to) is left out. */
export async function validValues(
  fields: Fields,
  n: number,
  find: FindTarget,
  pick: (spec: FieldSpec) => boolean,
): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(fields)) {
    if (!pick(spec)) continue;
    const value = await validValue(name, spec, n, find, pick);
    if (value !== null) values[name] = value;
  }
  return values;
}
