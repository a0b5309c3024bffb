import { createContext, type ReactNode, useContext } from 'react';
import type { AnyResource, Fields, ModuleContract, Reference } from '../contract/index.ts';
import type { PartsEntry, WebDefinition, WebModule } from './module.ts';

export type RegisteredPage = WebDefinition['pages'][number] & { module: string };

/** Everything the modules bring along, found by name and by path. */
export interface Registry {
  modules: readonly WebModule[];
  resources: readonly AnyResource[];
  pages: readonly RegisteredPage[];
  resource: (name: string | undefined) => AnyResource | undefined;
  parts: (resource: string) => PartsEntry;
  resolve: (path: string) => Resolved | null;
  /** Lets the user create a record on the way, from a pick field; undefined = called off. */
  createRecord: CreateRecord;
}

export type CreateRecord = (resource: AnyResource, title: string) => Promise<Reference | undefined>;

/** What a path below `/{lang}/` stands for. */
export type Resolved =
  | { kind: 'page'; page: RegisteredPage; params: Record<string, string> }
  | { kind: 'list'; resource: AnyResource }
  | { kind: 'create'; resource: AnyResource }
  | { kind: 'record'; resource: AnyResource; id: number };

/** `stock/counts/:id` against `stock/counts/12` → `{ id: '12' }`; null when it does not fit. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const expected = pattern.split('/');
  const given = path.split('/');
  if (expected.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}

function mergeParts(resource: string, entries: readonly PartsEntry[]): PartsEntry {
  const of = <K extends Exclude<keyof PartsEntry['slots'], 'selection'>>(slot: K) =>
    entries.flatMap((entry) => entry.slots[slot]) as PartsEntry['slots'][K];
  return Object.assign(
    {},
    // The last module that replaces a page wins: it depends on the ones before.
    ...entries,
    {
      resource,
      slots: {
        top: of('top'),
        bottom: of('bottom'),
        aside: of('aside'),
        actions: of('actions'),
        tabs: of('tabs'),
        selection: entries.flatMap((entry) => entry.slots.selection),
      },
      groups: entries.flatMap((entry) => entry.groups),
      hidden: entries.flatMap((entry) => entry.hidden),
    },
  ) as PartsEntry;
}

export function createRegistry(
  modules: readonly WebModule[],
  createRecord: CreateRecord = () => Promise.resolve(undefined),
): Registry {
  const resources = modules.flatMap((module) => module.contract.resources);
  const pages = modules.flatMap((module) =>
    (module.web?.pages ?? []).map((page) => ({ ...page, module: module.contract.module.name })),
  );
  const byName = new Map(resources.map((resource) => [resource.name, resource]));
  const byPath = new Map(resources.map((resource) => [resource.path, resource]));
  const allParts = modules.flatMap((module) => module.web?.parts ?? []);
  const parts = new Map<string, PartsEntry>();
  return {
    modules,
    resources,
    pages,
    createRecord,
    resource: (name) => (name ? byName.get(name) : undefined),
    parts: (name) => {
      const known = parts.get(name);
      if (known) return known;
      const merged = mergeParts(
        name,
        allParts.filter((entry) => entry.resource === name),
      );
      parts.set(name, merged);
      return merged;
    },
    resolve: (path) => {
      for (const page of pages) {
        const params = matchPath(page.path, path);
        if (params) return { kind: 'page', page, params };
      }
      const list = byPath.get(path);
      if (list) return { kind: 'list', resource: list };
      const cut = path.lastIndexOf('/');
      const resource = byPath.get(path.slice(0, cut));
      const last = path.slice(cut + 1);
      if (!resource) return null;
      if (last === 'new') return { kind: 'create', resource };
      return /^\d+$/.test(last) ? { kind: 'record', resource, id: Number(last) } : null;
    },
  };
}

/** The registry with further fields, by name of their resource. */
export const extendRegistry = (
  { modules, createRecord }: Registry,
  fields: Readonly<Record<string, Fields>>,
): Registry =>
  createRegistry(
    modules.map((module) => ({ ...module, contract: extendContract(module.contract, fields) })),
    createRecord,
  );

const extendContract = (contract: ModuleContract, fields: Readonly<Record<string, Fields>>): ModuleContract => ({
  ...contract,
  resources: contract.resources.map((resource) => {
    const added = fields[resource.name];
    return added ? { ...resource, fields: { ...resource.fields, ...added } } : resource;
  }),
});

const RegistryContext = createContext<Registry | null>(null);

export function RegistryProvider({ registry, children }: { registry: Registry; children: ReactNode }) {
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

export function useRegistry(): Registry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error('useRegistry outside of RegistryProvider');
  return registry;
}
