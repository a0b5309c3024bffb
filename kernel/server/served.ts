import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { z } from 'zod';
import type {
  AnyResource,
  AppError,
  ErrorParams,
  Field,
  FieldProblem,
  FieldSpec,
  Fields,
  Patch,
  Resource,
  Row,
  StoredFields,
} from '#kernel/contract/index.ts';
import type { Ctx } from './ctx.ts';
import type { Cell, Tables } from './db/engine.ts';
import type { Column } from './db/tables.ts';
import { snakeCase, tableName } from './db/tables.ts';
import type { FieldCodec } from './fields/codec.ts';
import { codecOf } from './fields/index.ts';
import { objectSchema } from './fields/object-schema.ts';

/** A condition on a resource's own table, in snake_case columns. */
export type Where = (eb: ExpressionBuilder<Tables, string>) => Expression<SqlBool>;
/** Which rows an actor may see at all: all, none, or those that meet a condition (PRD-PRM-04). */
export type Scope = boolean | Where;

/** A record in memory, as the kernel handles it. */
export type AnyRow = { id: number; version: number } & Record<string, unknown>;

/** One record on its way through the write path. */
export interface Change<R = AnyRow> {
  /** The record as it was; null for a new one. */
  before: R | null;
  /** The record as it shall be; `complete` and `derive` may still set fields. */
  row: R;
  /** Names of the fields the caller gave. */
  given: ReadonlySet<string>;
  /** Whether the caller gave a field of a line; what he did not give stays as it was. */
  givenInLine(lines: string, index: number, field: string): boolean;
  /** Notes what is wrong at a field (`customer`, `lines.2.quantity`); the write is refused with all notes at once. */
  fail(path: string, code: string, params?: ErrorParams): void;
  /** Notes what is doubtful at a field: the record passes, and whoever wrote it is told (strict writes are refused). */
  warn(path: string, code: string, params?: ErrorParams): void;
  problems: FieldProblem[];
  warnings: FieldProblem[];
}

type VerbsOf<R> = R extends { verbs: infer V } ? V : never;
type InputOf<V> = V extends { input: infer I } ? StoredFields<I> : Record<string, never>;

/** What a module adds to a declaration: pure rules and its verbs, nothing else (design §2). */
export interface Behaviour<R> {
  /** Row access by actor; absent: all rows. */
  scope?(ctx: Ctx): Scope;
  /** Fills what the caller left open from other records, for all changes at once (price and tax of the product). */
  complete?(ctx: Ctx, changes: Change<Row<R>>[]): Promise<void>;
  /** Fields that follow from others; pure. */
  derive?(row: Row<R>): Patch<R>;
  /** Rules across fields and records, for all changes at once. */
  check?(ctx: Ctx, changes: Change<Row<R>>[]): void | Promise<void>;
  /**
   * Further records of the resource that a verb needs as they are, from its input: locked with its own, all in the order
   * of their ids, so that two who name each other's never wait crosswise.
   */
  alsoLocks?(ctx: Ctx, input: Record<string, unknown>): Promise<readonly number[]>;
  /**
   * Locks what the record is a part of before a verb locks the record: whoever works on the whole locks it first and its
   * parts after it, and the verb finds both as they are.
   */
  locksFirst?(ctx: Ctx, id: number): Promise<void>;
  /**
   * In the module's own words what the database has refused (`kernel.duplicate`: somebody was faster), once the
   * transaction has been taken back; undefined: as the kernel says it.
   * @param rows as they should have been written
   */
  explain?(ctx: Ctx, fault: AppError, rows: readonly Row<R>[]): Promise<AppError | undefined>;
  verbs: {
    [K in keyof VerbsOf<R>]: (ctx: Ctx, row: Row<R>, input: InputOf<VerbsOf<R>[K]>) => Promise<Patch<R> | undefined>;
  };
}
type OptionalVerbs<R> = keyof VerbsOf<R> extends never ? Partial<Behaviour<R>> : Behaviour<R>;

export interface ServedDefinition {
  resource: AnyResource;
  behaviour: ErasedBehaviour;
}
/** The behaviour as the kernel calls it; the types were checked in {@link serve}. */
export interface ErasedBehaviour {
  scope?(ctx: Ctx): Scope;
  complete?(ctx: Ctx, changes: Change[]): Promise<void>;
  derive?(row: AnyRow): Record<string, unknown>;
  check?(ctx: Ctx, changes: Change[]): void | Promise<void>;
  alsoLocks?(ctx: Ctx, input: Record<string, unknown>): Promise<readonly number[]>;
  locksFirst?(ctx: Ctx, id: number): Promise<void>;
  explain?(ctx: Ctx, fault: AppError, rows: readonly AnyRow[]): Promise<AppError | undefined>;
  verbs: Record<
    string,
    (ctx: Ctx, row: AnyRow, input: Record<string, unknown>) => Promise<Record<string, unknown> | undefined>
  >;
}

/** Joins a declaration with its behaviour. A declared verb without its function does not compile. */
export const serve = <N extends string, F extends Fields, V>(
  resource: Resource<N, F, V>,
  behaviour: OptionalVerbs<Resource<N, F, V>>,
): ServedDefinition => ({
  resource: resource as unknown as AnyResource,
  behaviour: { verbs: {}, ...behaviour } as unknown as ErasedBehaviour,
});

export interface ServedField {
  name: string;
  spec: FieldSpec;
  codec: FieldCodec;
  /** Its columns, in the codec's order. */
  columns: string[];
  columnModels: Column[];
}

/** Lines or many references: a table of their own. */
export interface Child {
  name: string;
  spec: FieldSpec;
  table: string;
  /** The line's own fields; none for many references. */
  fields: ServedField[];
  /** All columns; those of many references are two. */
  columns: string[];
  /** What an insert writes: all but the id. */
  inserted: string[];
}

/** A resource made ready: names, codecs and schemas resolved once, at start. */
export interface Served {
  resource: AnyResource;
  behaviour: ErasedBehaviour;
  table: string;
  fields: ServedField[];
  byName: ReadonlyMap<string, ServedField>;
  children: Child[];
  /** Names of the resources it refers to, in its lines too. */
  targets: string[];
  /** Those among them to which the database holds no key. */
  unheldTargets: ReadonlySet<string>;
  /** `id`, `version`, times, then all fields. */
  columns: string[];
  /** What an insert writes: all but the id. */
  inserted: string[];
  createSchema: z.ZodType;
  updateSchema: z.ZodType;
  verbSchemas: Readonly<Record<string, z.ZodType>>;
}

/** Columns every record has, with the names they have in memory. */
export const housekeeping: Readonly<Record<string, string>> = {
  id: 'id',
  version: 'version',
  created_at: 'createdAt',
  created_by: 'createdBy',
  updated_at: 'updatedAt',
  updated_by: 'updatedBy',
};

export const serveField = (name: string, spec: Field): ServedField => {
  if (spec.inherit && spec.kind === 'ref') throw new Error(`${name}: a reference cannot be inherited`);
  const codec = codecOf(spec);
  const models = codec.columns(spec);
  return {
    name,
    spec,
    codec,
    columns: Object.keys(models).map((suffix) => snakeCase(name) + suffix),
    columnModels: Object.values(models),
  };
};

const targetsOf = (fields: Fields, isMeant: (spec: Field) => boolean = () => true): string[] =>
  Object.values(fields).flatMap((spec) => [
    ...(spec.target && isMeant(spec) ? [spec.target] : []),
    ...targetsOf(spec.fields ?? {}, isMeant),
  ]);

export function compile({ resource, behaviour }: ServedDefinition): Served {
  const own: ServedField[] = [];
  const children: Child[] = [];
  for (const [name, spec] of Object.entries(resource.fields)) {
    if (spec.kind === 'lines' || spec.kind === 'refs') {
      const fields = Object.entries(spec.fields ?? {}).map(([line, lineSpec]) => serveField(line, lineSpec));
      const place = spec.kind === 'refs' ? ['target_id'] : ['position'];
      const inserted = ['parent_id', ...place, ...fields.flatMap((field) => field.columns)];
      const table = `${tableName(resource.name)}_${snakeCase(name)}`;
      children.push({ name, spec, table, fields, columns: ['id', ...inserted], inserted });
    } else own.push(serveField(name, spec));
  }
  const [id = 'id', ...inserted] = [...Object.keys(housekeeping), ...own.flatMap((field) => field.columns)];
  return {
    resource,
    behaviour,
    table: tableName(resource.name),
    fields: own,
    byName: new Map(own.map((field) => [field.name, field])),
    children,
    targets: [...new Set(targetsOf(resource.fields))],
    unheldTargets: new Set(targetsOf(resource.fields, ({ zeroWhenAbsent }) => zeroWhenAbsent === true)),
    columns: [id, ...inserted],
    inserted,
    createSchema: objectSchema(resource.fields, { partial: false }),
    updateSchema: objectSchema(resource.fields, { partial: true }),
    verbSchemas: Object.fromEntries(
      Object.entries(resource.verbs).map(([verb, { input }]) => [verb, objectSchema(input ?? {}, { partial: false })]),
    ),
  };
}

/** Cells of a row → stored values, by the given fields. */
export function loadFields(
  cells: Record<string, Cell>,
  fields: readonly ServedField[],
  into: Record<string, unknown>,
): void {
  for (const { name, codec, columns } of fields) {
    const [first = ''] = columns;
    into[name] = codec.load ? codec.load(columns.map((column) => cells[column] ?? null)) : (cells[first] ?? null);
  }
}

/** Stored values → cells, in the order of the fields' columns. */
export function storeFields(row: Record<string, unknown>, fields: readonly ServedField[], into: Cell[]): void {
  for (const { name, codec } of fields) {
    const value = row[name] ?? null;
    if (codec.store) into.push(...codec.store(value));
    else into.push(value as Cell);
  }
}

export function loadRow(cells: Record<string, Cell>, served: Served): AnyRow {
  const row: Record<string, unknown> = {};
  for (const [column, name] of Object.entries(housekeeping)) row[name] = cells[column] ?? null;
  loadFields(cells, served.fields, row);
  return row as AnyRow;
}
