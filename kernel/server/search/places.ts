import { createHash } from 'node:crypto';
import { permissionOf } from '#kernel/contract/index.ts';
import type { App } from '../app.ts';
import { type Ctx, can } from '../ctx.ts';
import type { Child, Served, ServedField } from '../served.ts';

/** Where in a record a word stands; the order is that of the ranking. */
export const standsIn = { number: 0, title: 1, elsewhere: 2, reference: 3 } as const;
const placesPerResource = 16;

/** A declared search field, resolved: `sku`, `barcodes.code`, `tags`. */
export interface SearchPath {
  /** One of {@link standsIn}; each reference has one of its own, since who searches may not read its target. */
  stands: number;
  /** The record's own column, with the ref field it inherits from where it has no value. */
  field?: ServedField;
  via?: ServedField;
  /** A text of its lines. */
  line?: { child: Child; field: ServedField };
  /** Title and subtitle of what it refers to, by one field or a list. */
  reference?: { name: string; isList: boolean; target: string };
}

/** By the declaration: it is another one once fields were added, and so are the fields and lines the paths name. */
const known = new WeakMap<Served['resource'], SearchPath[]>();

/** The search fields of a resource; throws for a declaration that cannot be searched. */
export function searchPaths(served: Served): SearchPath[] {
  let paths = known.get(served.resource);
  if (!paths) {
    let references = 0;
    paths = served.resource.search.map((name) => {
      const path = pathOf(served, name);
      if (path.reference) path.stands += references++;
      return path;
    });
    if (standsIn.reference + references > placesPerResource)
      throw new Error(`${served.resource.name}: searches too many references`);
    known.set(served.resource, paths);
  }
  return paths;
}

function pathOf(served: Served, name: string): SearchPath {
  const { title, subtitle } = served.resource;
  const own = served.byName.get(name);
  const child = served.children.find((one) => one.name === name.split('.')[0]);
  if (own?.spec.kind === 'ref')
    return { stands: standsIn.reference, reference: { name, isList: false, target: own.spec.target ?? '' } };
  if (own && isText(own)) {
    const via = served.byName.get(own.spec.inherit ?? '');
    return {
      stands: name === title || name === subtitle ? standsIn.title : standsIn.elsewhere,
      field: own,
      ...(via && { via }),
    };
  }
  if (child?.spec.kind === 'refs')
    return { stands: standsIn.reference, reference: { name, isList: true, target: child.spec.target ?? '' } };
  const field = child?.fields.find((one) => `${child.name}.${one.name}` === name);
  if (child && field && isText(field)) return { stands: standsIn.elsewhere, line: { child, field } };
  throw new Error(`${served.resource.name} cannot be searched by ${name}`);
}

const isText = ({ spec }: ServedField) => spec.kind === 'text' || spec.kind === 'translated';

/** Title and subtitle, as far as they are texts of the record itself. */
export const titleFields = ({ resource, byName }: Served): ServedField[] =>
  [resource.title, resource.subtitle].flatMap((name) => byName.get(name ?? '') ?? []).filter(isText);

/** The first place of a resource: a number that is the same in every process and fits 4 bytes. */
export function firstPlace(resource: string): number {
  let hash = 0x811c9dc5;
  for (const character of resource) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return ((hash >>> 0) % 2 ** 27) * placesPerResource;
}
export const lastPlace = (resource: string): number => firstPlace(resource) + placesPerResource - 1;

/** Throws when two resources would share their places: rename one. */
export function refuseSharedPlaces(app: App): void {
  const taken = new Map<number, string>();
  for (const { resource } of app.resources) {
    const place = firstPlace(resource.name);
    const other = taken.get(place);
    if (other) throw new Error(`${resource.name} and ${other} share their place in the search index`);
    taken.set(place, resource.name);
  }
}

/**
 * The places this actor may search: those of references only if the target may be read, and all of its records. Own texts
 * never take a permission (a meta-test sees to it).
 */
export function openPlaces(ctx: Ctx, served: Served): number[] {
  const first = firstPlace(served.resource.name);
  const found = new Set<number>([standsIn.number, standsIn.title, standsIn.elsewhere]);
  for (const { stands, reference } of searchPaths(served)) {
    if (!reference || ctx.trusted) found.add(stands);
    else {
      const target = ctx.app.served(reference.target);
      const may = can(ctx, permissionOf(target.resource, 'read'));
      if (may && (target.behaviour.scope?.(ctx) ?? true) === true) found.add(stands);
    }
  }
  return [...found].map((stands) => first + stands);
}

/** Says how words are made of a resource; an index built from another declaration is built anew. */
export function declarationOf(served: Served): string {
  const { title, subtitle, search } = served.resource;
  const scheme = 3;
  return createHash('sha256')
    .update(JSON.stringify([scheme, title, subtitle, search]))
    .digest('hex');
}

/** Other resources' records that show words of this one: by reference, or because they inherit from it. */
export interface Dependent {
  served: Served;
  path: SearchPath;
}
/** Where a dependent shows words of others: the place of the path among those of the resource, which no added field moves. */
interface Showing {
  served: Served;
  index: number;
}
const showings = new WeakMap<App, Map<string, Showing[]>>();

export function dependentsOf(app: App, resource: string): Dependent[] {
  let found = showings.get(app);
  if (!found) {
    found = new Map();
    for (const served of app.resources) {
      for (const [index, path] of searchPaths(served).entries()) {
        const target = path.reference?.target ?? path.via?.spec.target;
        if (target) found.set(target, [...(found.get(target) ?? []), { served, index }]);
      }
    }
    showings.set(app, found);
  }
  return (found.get(resource) ?? []).flatMap(({ served, index }) => {
    const path = searchPaths(served)[index];
    return path ? [{ served, path }] : [];
  });
}
