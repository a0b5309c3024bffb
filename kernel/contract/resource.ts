import type { Field, FieldSpec, Fields, StoredFields, WireFields } from './field.ts';

/** What can be done with the records of a resource without a verb. */
export type Operation = 'create' | 'update' | 'delete' | 'import';

type StateOf<F> = 'state' extends keyof F ? (F['state'] extends Field<infer S> ? S & string : never) : never;

/** A named act upon a record: a transition of its state, or a piece of work. */
export interface Verb<S extends string = string> {
  /** States in which the verb is offered; absent = in every state. */
  from?: readonly S[];
  /** State afterwards; absent = unchanged. */
  to?: S;
  /** What the user is asked for, as fields: the dialog, the check and the API description follow. */
  input?: Fields;
  /** The verb that leads on; shown as the filled button. */
  primary?: boolean;
  /** The user is asked first, by the sentence `<resource>.verb.<name>.confirm`; for what cannot be undone. */
  irreversible?: boolean;
  /** Takes something away; shown in the colour of danger. */
  danger?: boolean;
  /** Last part of the event's name; default: the state it leads to, else the verb's own name. */
  event?: string;
}

/** A relation between the numbers of a row that the database itself holds (a CHECK constraint named after it). */
export interface Holds<K extends string = string> {
  name: string;
  field: K;
  /** The field is at least this number. */
  atLeast?: number;
  /** The field is at most that other field. */
  atMost?: K;
  /** Bool field: where true, the relation need not hold. */
  unless?: K;
}

/** Rows that the database itself keeps from changing once their state is one of `states`. */
export interface Lock {
  states: readonly string[];
  /** Fields that go on living afterwards (payment progress, the archived file). */
  except: readonly string[];
  /**
   * The hash chain over all locked records (GoBD): text fields for this record's seal and that of the one before, and a
   * dateTime field for the instant of sealing. It is read once the number is drawn, so that both say the same order.
   */
  chain?: { hash: string; previous: string; at: string };
}

type LineOf<L> = L extends { fields: infer F } ? keyof F & string : never;
/** A field, or a field of lines: `barcodes.code`. */
export type SearchPath<F> = (keyof F & string) | { [K in keyof F & string]: `${K}.${LineOf<F[K]>}` }[keyof F & string];

export interface ResourceDefinition<N extends string, F extends Fields, V> {
  /** `<module>.<entity>`, e.g. `sales.order`. */
  name: N;
  /** Path below `/api/v1/` and `/{lang}/`, plural, e.g. `sales/orders`. */
  path: string;
  /** Text field that names a record wherever it is shown. */
  title: keyof F & string;
  /** Second text beside the title, e.g. the name beside the number. */
  subtitle?: keyof F & string;
  fields: F;
  /** Ref field to the same resource by which its records form a tree: who filters by one of them finds what lies below it too. */
  tree?: keyof F & string;
  /**
   * What finds a record: its texts (`sku`; inherited ones too), texts of its lines (`barcodes.code`), and the titles of
   * what it refers to (`tags`).
   */
  search?: readonly SearchPath<F>[];
  verbs?: V;
  /** Default: all of them. */
  operations?: readonly Operation[];
  /** Default order, e.g. `-date`; default: newest first. */
  sort?: string;
  /** Fields that together are unique. */
  unique?: readonly (readonly (keyof F & string)[])[];
  /** Further indexes, for the lists that are really asked for. */
  indexes?: readonly (readonly (keyof F & string)[])[];
  holds?: readonly Holds<keyof F & string>[];
  /** States in which a user may edit the record; default: all that are not locked. Verbs may do more. */
  editableIn?: readonly string[];
  lock?: Lock;
  /** Rows are written once; the database refuses any change or removal. */
  appendOnly?: boolean;
  /** Derived numbers kept by guarded relative updates; the journal they sum up is the record of who did what. */
  projection?: boolean;
  /** Only its module's code reads and writes it: no routes, no permissions, no labels. Listed at the server door alone. */
  internal?: boolean;
  /** Not in the menu: reached from other pages. */
  hidden?: boolean;
}

export interface Resource<N extends string = string, F extends Fields = Fields, V = Readonly<Record<string, Verb>>>
  extends ResourceDefinition<N, F, V> {
  module: string;
  verbs: V;
  operations: readonly Operation[];
  search: readonly SearchPath<F>[];
}

/** A resource of which only the shape is known; what the kernel works with. */
export type AnyResource = Resource;

const allOperations: readonly Operation[] = ['create', 'update', 'delete', 'import'];

/** Declares an entity. Data only: no functions, no layout (design §2). */
export function defineResource<
  const N extends string,
  const F extends Fields,
  const V extends Readonly<Record<string, Verb<StateOf<F>>>> = Readonly<Record<never, never>>,
>(definition: ResourceDefinition<N, F, V>): Resource<N, F, V> {
  const module = definition.name.split('.')[0] ?? '';
  const journal = definition.appendOnly || definition.projection;
  return {
    ...definition,
    module,
    verbs: definition.verbs ?? ({} as V),
    operations: definition.operations ?? (journal ? [] : allOperations),
    search: definition.search ?? [],
  };
}

interface Housekeeping {
  id: number;
  version: number;
}
type FieldsOf<R> = R extends { fields: infer F } ? F : never;
/** A record in memory: scaled integers, ids of references. */
export type Row<R> = Housekeeping & {
  createdAt: number;
  createdBy: number | null;
  updatedAt: number;
  updatedBy: number | null;
} & StoredFields<FieldsOf<R>>;
/** Lines may be given in part: what they lack is filled, or kept from the line with their id. */
type Given<S> = S extends readonly (infer L)[] ? (L extends object ? Partial<L>[] : S) : S;
/** What creates a record: optional fields may be absent. */
export type Draft<R> = { -readonly [K in keyof FieldsOf<R>]?: Given<StoredFields<FieldsOf<R>>[K]> };
/** What changes a record. */
export type Patch<R> = Draft<R>;
/** A record on the wire: decimal strings, references with their titles, and what this user may do with it. */
export type WireRow<R> = Housekeeping & {
  createdAt: string;
  updatedAt: string;
  abilities?: Abilities;
  inherited?: string[];
} & WireFields<FieldsOf<R>>;

/** What the reader of a record may do with it now. */
export interface Abilities {
  update: boolean;
  delete: boolean;
  verbs: string[];
  /** Fields the reader may not set although the record can be changed. */
  fixed: string[];
}

export const permissionOf = (resource: { name: string }, action: string): string => `${resource.name}:${action}`;

/** All permissions a resource knows: operations, verbs, sensitive fields. */
export function permissionsOf(resource: AnyResource): string[] {
  const found = new Set<string>([permissionOf(resource, 'read')]);
  for (const operation of resource.operations) if (operation !== 'import') found.add(permissionOf(resource, operation));
  for (const verb of Object.keys(resource.verbs)) found.add(permissionOf(resource, verb));
  const collect = (fields: Fields) => {
    for (const field of Object.values(fields)) {
      if (field.read) found.add(field.read);
      if (field.write) found.add(field.write);
      if (field.fields) collect(field.fields);
    }
  };
  collect(resource.fields);
  return [...found];
}

/** Name of the event a verb raises, e.g. `sales.order.confirmed`. */
export function eventOf(resource: AnyResource, verb: string): string {
  const declared = resource.verbs[verb];
  return `${resource.name}.${declared?.event ?? declared?.to ?? verb}`;
}

export const isListable = (field: FieldSpec): boolean => Boolean(field.list || field.filter);
