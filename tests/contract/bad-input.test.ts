import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnyResource, FieldKind, FieldSpec, Fields } from '#kernel/contract/index.ts';
import { anything, type EveryResource, everyResource, openEveryResource, thoseThat } from './every-resource.ts';

let every: EveryResource;
beforeAll(async () => {
  every = await openEveryResource();
}, 60_000);
afterAll(() => every.close());

const missing = 999_999_999;

/** Values that a field of the kind refuses, with the code it says so by. */
const wrong: Record<FieldKind, readonly [unknown, string][]> = {
  text: [
    [5, 'kernel.wrongType'],
    [{}, 'kernel.wrongType'],
  ],
  longText: [
    [true, 'kernel.wrongType'],
    ['x'.repeat(20_001), 'kernel.tooLong'],
  ],
  translated: [
    ['text', 'kernel.wrongType'],
    [{ fr: 'texte' }, 'kernel.unknownField'],
  ],
  int: [
    ['5', 'kernel.wrongType'],
    [1.5, 'kernel.wrongType'],
  ],
  quantity: [
    [5, 'kernel.wrongType'],
    ['1,5', 'kernel.notADecimal'],
    ['0.0000001', 'kernel.notADecimal'],
  ],
  money: [
    [5, 'kernel.wrongType'],
    ['1e3', 'kernel.notADecimal'],
    ['9007199254740993', 'kernel.tooLarge'],
  ],
  rate: [
    [5, 'kernel.wrongType'],
    ['', 'kernel.notADecimal'],
  ],
  bool: [
    ['true', 'kernel.wrongType'],
    [1, 'kernel.wrongType'],
  ],
  date: [
    [20_260_101, 'kernel.wrongType'],
    ['2026-02-29', 'kernel.notADate'],
  ],
  dateTime: [
    [0, 'kernel.wrongType'],
    ['yesterday', 'kernel.notADate'],
  ],
  choice: [
    [5, 'kernel.wrongType'],
    ['nothing of the sort', 'kernel.notAChoice'],
  ],
  state: [['draft', 'kernel.unknownField']],
  ref: [
    ['1', 'kernel.wrongType'],
    [0, 'kernel.tooSmall'],
    [1.5, 'kernel.wrongType'],
  ],
  refs: [
    [1, 'kernel.wrongType'],
    [['1'], 'kernel.wrongType'],
  ],
  lines: [
    [{}, 'kernel.wrongType'],
    [[5], 'kernel.wrongType'],
    [[{ nonsense: 1 }], 'kernel.unknownField'],
  ],
  file: [['1', 'kernel.wrongType']],
  json: [],
};

interface Refusal {
  path: string;
  /** The field's value or the list that holds it. */
  value: unknown;
  code: string;
}

/** Every field with every value that it refuses; `change`: fields that are fixed after creation are unknown then. */
function* refusals(fields: Fields, change: boolean): Generator<Refusal & { name: string }> {
  for (const [name, spec] of Object.entries(fields)) {
    if (spec.readOnly || spec.secret || (change && spec.createOnly))
      yield { name, path: name, value: null, code: 'kernel.unknownField' };
    else {
      for (const [value, code] of wrong[spec.kind]) yield { name, path: name, value, code };
      yield* outOfBounds(name, spec);
      for (const inner of refusals(spec.fields ?? {}, true))
        yield { name, path: `${name}.0.${inner.path}`, value: [{ [inner.name]: inner.value }], code: inner.code };
    }
  }
}

function* outOfBounds(name: string, { kind, min, max }: FieldSpec): Generator<Refusal & { name: string }> {
  const isDecimal = kind === 'money' || kind === 'quantity' || kind === 'rate';
  const asValue = (n: number) => (isDecimal ? String(n) : n);
  if (kind === 'text') {
    yield { name, path: name, value: 'x'.repeat((max ?? 200) + 1), code: 'kernel.tooLong' };
    yield { name, path: name, value: 'a\u0000'.padEnd(min ?? 0, 'b'), code: 'kernel.invalidFormat' };
  }
  if (kind === 'text' && min) yield { name, path: name, value: 'x'.repeat(min - 1), code: 'kernel.tooShort' };
  if (!isDecimal && kind !== 'int') return;
  if (min !== undefined) yield { name, path: name, value: asValue(Math.ceil(min) - 1), code: 'kernel.tooSmall' };
  if (max !== undefined) yield { name, path: name, value: asValue(max + 1), code: 'kernel.tooLarge' };
}

/** Each reference of a record and of its lines, pointing nowhere. */
function* badReferences(fields: Fields, valid: Record<string, unknown>): Generator<[string, Record<string, unknown>]> {
  for (const [name, { kind, readOnly, fields: line }] of Object.entries(fields)) {
    if (readOnly) continue;
    if (kind === 'ref') yield [name, { [name]: missing }];
    if (kind === 'refs') yield [name, { [name]: [missing] }];
    const [first = {}] = (line ? valid[name] : []) as Record<string, unknown>[];
    for (const [inner, bad] of badReferences(line ?? {}, first))
      yield [`${name}.${inner}`, { [name]: [{ ...first, ...bad }] }];
  }
}

type Faults = { path: string; code: string; message: string }[];
const send = (method: 'POST' | 'PATCH', url: string, body: unknown) =>
  every.t.call(method, url, { as: anything, body, ...(method === 'PATCH' && { headers: { 'if-match': '"1"' } }) });

/** Sends each bad value beside valid ones; the answer has to name that field, and that code, and no other. */
async function expectRefusals(method: 'POST' | 'PATCH', url: string, fields: Fields, valid: Record<string, unknown>) {
  for (const { name, path, value, code } of [
    ...refusals(fields, method === 'PATCH'),
    { name: 'nonsense', path: 'nonsense', value: 1, code: 'kernel.unknownField' },
  ]) {
    const answer = await send(method, url, { ...valid, [name]: value });
    const what = `${method} ${url} ${path} = ${JSON.stringify(value).slice(0, 60)}: ${JSON.stringify(answer.body)}`;
    expect(answer.status, what).toBe(422);
    expect(answer.body.code, what).toBe('kernel.invalidInput');
    const faults = answer.body.fields as Faults;
    expect(
      faults.filter((fault) => !fault.path.startsWith(path)),
      what,
    ).toEqual([]);
    expect(
      faults.map((fault) => fault.code),
      what,
    ).toContain(code);
  }
}

const rowsIn = async ({ name }: AnyResource) => {
  const { table } = every.t.app.served(name);
  return (await every.t.ctx.db.selectFrom(table).selectAll().orderBy('id').execute()).length;
};
const each = (resources: readonly AnyResource[]) => resources.map((resource) => [resource.name, resource] as const);

describe.each(each(thoseThat('create')))('a new %s', (_name, resource) => {
  it('is refused for an unknown field, a wrong type or a bound, each by field and code', async () => {
    const valid = await every.values(resource, every.next());
    const before = await rowsIn(resource);
    await expectRefusals('POST', `/${resource.path}`, resource.fields, valid);
    expect(await rowsIn(resource)).toBe(before);
  });

  it('lacks what it needs by name', async () => {
    const needed = Object.entries(resource.fields).filter(
      ([, spec]) => spec.required && !spec.filled && !spec.readOnly && spec.default === undefined,
    );
    const answer = await send('POST', `/${resource.path}`, {});
    const faults = (answer.body.fields ?? []) as Faults;
    for (const [name] of needed)
      expect(faults, name).toContainEqual(expect.objectContaining({ path: name, code: 'kernel.required' }));
  });

  it('cannot refer to what does not exist', async () => {
    const valid = await every.values(resource, every.next());
    const before = await rowsIn(resource);
    for (const [path, bad] of badReferences(resource.fields, valid)) {
      const answer = await send('POST', `/${resource.path}`, { ...valid, ...bad });
      const what = `${path}: ${JSON.stringify(answer.body)}`;
      expect([404, 422], what).toContain(answer.status);
      expect(['kernel.invalidInput', 'kernel.notFound'], what).toContain(answer.body.code);
    }
    expect(await rowsIn(resource)).toBe(before);
  });
});

describe.each(each(thoseThat('update')))('a change of %s', (_name, resource) => {
  it('is refused for an unknown field, a wrong type or a bound, each by field and code', async () => {
    const { id, version } = await every.sample(resource.name);
    await expectRefusals('PATCH', `/${resource.path}/${id}`, resource.fields, {});
    expect((await every.get(resource, id)).version).toBe(version);
  });
});

const withVerbs = everyResource.flatMap((resource) =>
  Object.entries(resource.verbs).map(
    ([verb, { input }]) => [`${resource.name}:${verb}`, resource, verb, input ?? {}] as const,
  ),
);

describe.each(withVerbs)('%s', (_name, resource, verb, input) => {
  it('refuses an unknown input, a wrong type or a bound, each by field and code', async () => {
    const valid = await every.values({ ...resource, name: '', fields: input }, every.next());
    const { id, version } = await every.sample(resource.name);
    await expectRefusals('POST', `/${resource.path}/${id}/${verb}`, input, valid);
    expect((await every.get(resource, id)).version).toBe(version);
  });
});
