import type { AnyResource, Fields, ModuleContract } from '#kernel/contract/index.ts';

/** What an application has to say about itself, by the message ids that kernel/web and kernel/server ask for. */
export interface ExpectedLabels {
  /** Without one of these something on the screen would read as an id. */
  readonly required: readonly string[];
  /** These are shown where they exist. */
  readonly optional: readonly string[];
}

/** What is expected of the whole application; `permissions` are all that there are. */
export interface Application {
  contracts: readonly ModuleContract[];
  permissions: readonly string[];
  jobKinds: readonly string[];
  errorCodes: readonly string[];
  warningCodes: readonly string[];
}

function* fieldLabels(resource: string, fields: Fields, prefix = ''): Generator<string> {
  for (const [name, spec] of Object.entries(fields)) {
    if (spec.secret) continue;
    const path = prefix + name;
    yield `${resource}.field.${path}`;
    for (const value of spec.values ?? []) yield `${resource}.value.${path}.${value}`;
    yield* fieldLabels(resource, spec.fields ?? {}, `${path}.`);
  }
}

function* verbLabels({ name: resource, verbs }: AnyResource): Generator<string> {
  for (const [verb, { irreversible, danger, input = {} }] of Object.entries(verbs)) {
    const id = `${resource}.verb.${verb}`;
    yield id;
    if (irreversible || danger) yield `${id}.confirm`;
    for (const [name, spec] of Object.entries(input)) {
      yield `${id}.field.${name}`;
      for (const line of Object.keys(spec.fields ?? {})) yield `${id}.field.${name}.${line}`;
      // The values of an input share their labels with the resource's own fields, as the web looks them up.
      for (const value of spec.values ?? []) yield `${resource}.value.${name}.${value}`;
    }
  }
}

function* resourceLabels(resource: AnyResource): Generator<string> {
  const { name, fields } = resource;
  yield* [name, `${name}.plural`, `${name}.empty`];
  yield* fieldLabels(name, fields);
  for (const { group } of Object.values(fields)) if (group) yield `${name}.group.${group}`;
  yield* verbLabels(resource);
}

function* optionalLabels({ name, fields, verbs }: AnyResource): Generator<string> {
  const paths = Object.entries(fields).flatMap(([field, spec]) => [
    field,
    ...Object.keys(spec.fields ?? {}).map((line) => `${field}.${line}`),
  ]);
  for (const path of paths) yield* [`${name}.help.${path}`, `${name}.field.${path}`];
  for (const [verb, { input = {} }] of Object.entries(verbs)) {
    yield `${name}.verb.${verb}.confirm`;
    for (const field of Object.keys(input)) yield `${name}.verb.${verb}.help.${field}`;
  }
}

/** Permissions that go without saying: a role page names them by resource and operation or verb. */
const plainPermissions = (resources: readonly AnyResource[]): Set<string> =>
  new Set(
    resources.flatMap(({ name, operations, verbs }) =>
      ['read', ...operations, ...Object.keys(verbs)].map((action) => `${name}:${action}`),
    ),
  );

export function expectedLabels({
  contracts,
  permissions,
  jobKinds,
  errorCodes,
  warningCodes,
}: Application): ExpectedLabels {
  const resources = contracts.flatMap((contract) => contract.resources);
  const plain = plainPermissions(resources);
  return {
    required: [
      ...new Set([
        ...contracts.map(({ module }) => `module.${module.name}`),
        ...resources.flatMap((resource) => [...resourceLabels(resource)]),
        ...permissions.filter((permission) => !plain.has(permission)).map((permission) => `permission.${permission}`),
        ...jobKinds.map((kind) => `job.${kind}`),
        ...errorCodes.map((code) => `error.${code}`),
        ...warningCodes.map((code) => `warning.${code}`),
        ...contracts.flatMap(({ notices }) => notices.flatMap(({ kind }) => [`notice.${kind}`, `notice.${kind}.name`])),
      ]),
    ],
    optional: resources.flatMap((resource) => [...optionalLabels(resource)]),
  };
}
