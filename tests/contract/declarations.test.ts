import { describe, expect, it } from 'vitest';
import type { AnyResource, FieldSpec, Fields } from '#kernel/contract/index.ts';
import { isNode, nodesOf } from '../../scripts/syntax-tree.ts';
import { filesOf, isTest, textOf } from '../arch/source-files.ts';
import { everyModule, everyResource } from './every-resource.ts';

const byName = new Map(everyResource.map((resource) => [resource.name, resource]));
const dependsOf = new Map(everyModule.map(({ contract: { module } }) => [module.name, module.depends]));

/** Fields of a resource and of its lines and verbs, by path. */
function* allFields(fields: Fields, prefix = ''): Generator<[string, FieldSpec]> {
  for (const [name, spec] of Object.entries(fields)) {
    yield [prefix + name, spec];
    yield* allFields(spec.fields ?? {}, `${prefix}${name}.`);
  }
}
const everyField = (resource: AnyResource): [string, FieldSpec][] => [
  ...allFields(resource.fields),
  ...Object.entries(resource.verbs).flatMap(([verb, { input = {} }]) => [...allFields(input, `${verb}:`)]),
];
/** Texts, and references, which are found by their titles; `barcodes.code` is a text of its lines. */
const searchable = ['text', 'translated', 'ref', 'refs'];
const fieldAt = ({ fields }: AnyResource, path: string): FieldSpec | undefined => {
  const [name = '', line] = path.split('.');
  return line === undefined ? fields[name] : fields[name]?.fields?.[line];
};
const statesOf = ({ fields }: AnyResource): readonly string[] =>
  fields.state?.kind === 'state' ? (fields.state.values ?? []) : [];

/** States that a module's own code writes (`state: 'paid'`), beside what the verbs declare. */
function statesWrittenBy(module: string): Set<string> {
  const files = filesOf(`modules/${module}/server/**/*.ts`).filter((file) => !isTest(file));
  const values = files.flatMap((file) =>
    nodesOf(file, textOf(file))
      .filter(({ type, key }) => type === 'Property' && isNode(key) && key.name === 'state')
      .flatMap(({ value }) => textsIn(value)),
  );
  return new Set(values);
}

function textsIn(node: unknown): string[] {
  if (!isNode(node)) return [];
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].flatMap(textsIn);
  return node.type === 'TSAsExpression' ? textsIn(node.expression) : [];
}

/** The states a record can come into: the first, those that verbs lead to from there, those that code writes. */
function reachableStates(resource: AnyResource): Set<string> {
  const [first] = statesOf(resource);
  const written = statesWrittenBy(resource.module);
  const reached = new Set(statesOf(resource).filter((state) => state === first || written.has(state)));
  for (let before = -1; before < reached.size; ) {
    before = reached.size;
    for (const { from, to } of Object.values(resource.verbs))
      if (to && (!from || from.some((state) => reached.has(state)))) reached.add(to);
  }
  return reached;
}

it('there are resources, each name and path once, the path below its module', () => {
  expect(everyResource.length).toBeGreaterThan(20);
  expect(byName.size).toBe(everyResource.length);
  expect(new Set(everyResource.map(({ path }) => path)).size).toBe(everyResource.length);
  const kebab = (text: string) => text.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  expect(everyResource.filter(({ path, module }) => !path.startsWith(`${kebab(module)}/`))).toEqual([]);
});

describe.each(everyResource.map((resource) => [resource.name, resource] as const))('%s', (_name, resource) => {
  const { fields } = resource;
  const kindOf = (name: string) => fields[name]?.kind;

  it('is named by a text, or by the record it stands for', () => {
    expect(['text', 'translated', 'ref']).toContain(kindOf(resource.title));
    if (resource.subtitle)
      expect(['text', 'translated', 'choice', 'state', 'ref']).toContain(kindOf(resource.subtitle));
  });

  it('names only fields that exist, of a kind that fits', () => {
    const named = [
      ...(resource.unique ?? []).flat(),
      ...(resource.indexes ?? []).flat(),
      ...(resource.lock?.except ?? []),
      ...Object.values(resource.lock?.chain ?? {}),
      ...(resource.holds ?? []).flatMap(({ field, atMost, unless }) => [field, atMost, unless]),
    ].filter((name) => name !== undefined);
    expect(named.filter((name) => !(name in fields))).toEqual([]);
    const searched = resource.search.map((name) => [name, fieldAt(resource, name)] as const);
    expect(searched.filter(([, field]) => !searchable.includes(field?.kind ?? '')).map(([name]) => name)).toEqual([]);
  });

  it('shows in titles and search nothing that takes a permission of its own', () => {
    const shown = [resource.title, resource.subtitle ?? resource.title, ...resource.search];
    const isProtected = (name: string) =>
      [fields[name.split('.')[0] ?? ''], fieldAt(resource, name)].some((field) => field?.read || field?.secret);
    expect(shown.filter(isProtected)).toEqual([]);
  });

  it('sorts by a field of the allow-list', () => {
    const name = (resource.sort ?? '-id').replace(/^-/, '');
    expect(['id', 'createdAt', 'updatedAt'].includes(name) || fields[name]?.list || fields[name]?.filter).toBe(true);
  });

  it('refers to resources that exist, of its own module or of a declared dependency', () => {
    const refs = everyField(resource).filter(([, { kind }]) => kind === 'ref' || kind === 'refs');
    const reachable = new Set([resource.module, ...(dependsOf.get(resource.module) ?? [])]);
    const wrong = refs.filter(([, { target = '' }]) => !reachable.has(byName.get(target)?.module ?? 'nowhere'));
    expect(wrong.map(([path, { target }]) => `${path} → ${target}`)).toEqual([]);
  });

  it('limits a choice of records by fields the target has', () => {
    const limited = everyField(resource).filter(([, { where }]) => where);
    const wrong = limited.filter(([, { where = {}, target = '' }]) => {
      const known = byName.get(target)?.fields ?? {};
      return Object.keys(where).some((name) => !known[name]?.list && !known[name]?.filter);
    });
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  it('inherits fields of the same kind', () => {
    const wrong = Object.entries(fields).filter(([name, { inherit, kind }]) => {
      if (!inherit) return false;
      const parent = byName.get(fields[inherit]?.target ?? '');
      return kindOf(inherit) !== 'ref' || parent?.fields[name]?.kind !== kind;
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('leaves structured data and secrets to the server', () => {
    const open = everyField(resource).filter(
      ([, { kind, secret, readOnly }]) => (kind === 'json' || secret) && !readOnly,
    );
    const writable = resource.operations.includes('create') || resource.operations.includes('update');
    expect(writable ? open.map(([path]) => path) : []).toEqual([]);
  });

  it('keeps lines simple: a list within a list has no table', () => {
    const lists = everyField(resource).filter(([path, { kind }]) => path.includes('.') && /^(lines|refs)$/.test(kind));
    expect(lists.map(([path]) => path)).toEqual([]);
  });

  it('has verbs between states that exist, and comes into every state', () => {
    const states = statesOf(resource);
    const named = [
      ...Object.values(resource.verbs).flatMap(({ from = [], to }) => [...from, ...(to ? [to] : [])]),
      ...(resource.editableIn ?? []),
      ...(resource.lock?.states ?? []),
    ];
    expect(named.filter((state) => !states.includes(state))).toEqual([]);
    const reached = reachableStates(resource);
    expect(states.filter((state) => !reached.has(state))).toEqual([]);
  });
});
