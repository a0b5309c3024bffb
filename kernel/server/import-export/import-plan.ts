import {
  type AnyResource,
  type Field,
  type FieldProblem,
  kernelErrors,
  type Language,
  languages,
  permissionOf,
} from '#kernel/contract/index.ts';
import { type Ctx, can, demand } from '../ctx.ts';
import { codecOf } from '../fields/index.ts';
import { mayRead } from '../query.ts';
import { compile, type Served, type ServedField } from '../served.ts';
import { importedLineColumns } from './line-columns.ts';
import { columnsOfField, housekeepingColumns, type SheetColumn } from './sheet-column.ts';

/** A field that the file has columns for. */
export interface PlannedField {
  name: string;
  spec: Field;
  /** Parses one value where the schema of the whole record does not know the field: keys, read-only fields. */
  accepts: ReturnType<ReturnType<typeof codecOf>['accepts']>;
  /** choice, state: the value by its name in either language. */
  values: ReadonlyMap<string, string>;
}

/** What an import does with the columns of its file. */
export interface ImportPlan {
  served: Served;
  /** By position; null for a column without header. */
  columns: readonly (SheetColumn | null)[];
  /** Positions of columns that are left out on purpose. */
  ignored: ReadonlySet<number>;
  header: readonly string[];
  fields: ReadonlyMap<string, PlannedField>;
  /** For each list of lines that the file has columns of: the plan of one line. */
  lines: ReadonlyMap<string, ImportPlan>;
  /** The fields that together say which record a row means; empty when only an id can. */
  key: readonly string[];
}

const normal = (header: string): string => header.trim().toLowerCase();

/** What a header stands for; null for one to leave out, undefined for one that means nothing. */
export type ColumnFinder = (header: string) => SheetColumn | null | undefined;

/** All columns that a file may have, with the texts people know them by; the first stands for it. */
export function findableColumns(
  ctx: Ctx,
  served: Served,
): { column: SheetColumn; label: string; texts: readonly string[] }[] {
  const { name: resource, fields } = served.resource;
  const say = (language: Language, field: string) => ctx.app.texts.say(language, `${resource}.field.${field}`);
  const own = Object.entries(fields).flatMap(([field, spec]) => {
    if (spec.readOnly && !spec.unique) return [];
    if (spec.read && !can(ctx, spec.read)) return [];
    return columnsOfField(field, spec)
      .filter(({ part, kind }) => part !== 'id' || kind === 'file')
      .map((column) => {
        const shown = say(ctx.language, field);
        const { part } = column;
        const written = part === undefined || part === 'id' ? languages : [part, ...languages];
        const texts = [column.header, ...written.map((language) => say(language, field)), field];
        return { column, label: part === undefined ? shown : `${shown} (${part})`, texts };
      });
  });
  const ofLines = importedLineColumns(ctx, served).filter(
    ({ column: { field, line } }) => line && line.part !== 'id' && !fields[field]?.fields?.[line.field]?.readOnly,
  );
  return [
    ...own,
    ...ofLines.map(({ column, labels }) => ({
      column,
      label: labels[0] ?? column.header,
      texts: [column.header, ...labels],
    })),
  ];
}

/** Finds columns by technical name or by label in either language; as written first, then without regard to case. */
export function columnFinder(ctx: Ctx, served: Served): ColumnFinder {
  const names = new Map<string, SheetColumn | null>(housekeepingColumns.map((column) => [column.header, column]));
  const labels = new Map<string, SheetColumn | null>();
  for (const [name, spec] of Object.entries(served.resource.fields)) {
    const columns = columnsOfField(name, spec);
    for (const column of columns) names.set(column.header, column);
    const bare = columns.find(({ part }) => part === undefined || part === ctx.language);
    if (bare) names.set(name, bare);
    for (const [label, column] of labelsOf(ctx, served, name, columns)) {
      const known = labels.get(label);
      // The same label for two fields names neither.
      labels.set(label, known === undefined || known?.header === column.header ? column : null);
    }
  }
  for (const { column, labels: spoken } of importedLineColumns(ctx, served)) {
    names.set(column.header, column);
    for (const label of spoken) labels.set(label, column);
  }
  const inAnyCase = new Map([...labels, ...names].map(([text, column]) => [normal(text), column]));
  return (header) => names.get(header) ?? labels.get(header) ?? inAnyCase.get(normal(header)) ?? undefined;
}

function* labelsOf(
  ctx: Ctx,
  { resource }: Served,
  name: string,
  columns: readonly SheetColumn[],
): Generator<[string, SheetColumn]> {
  const texts = languages.map((language) => ctx.app.texts.say(language, `${resource.name}.field.${name}`));
  for (const [index, text] of texts.entries()) {
    // A German heading stands above German texts, unless both languages say it alike.
    const written = new Set(texts).size > 1 ? languages[index] : ctx.language;
    for (const column of columns) {
      if (column.part === undefined || column.part === written) yield [text, column];
      if (column.part === undefined) continue;
      yield [`${text}.${column.part}`, column];
      yield [`${text} (${column.part})`, column];
    }
  }
}

/**
 * Decides what each column of a file means; `find` is a {@link columnFinder}. Throws 422 `kernel.unknownColumn` naming every column that means nothing,
 * 403 when the actor may neither create nor change such records.
 */
export function planImport(ctx: Ctx, served: Served, header: readonly string[], find: ColumnFinder): ImportPlan {
  refuseForbidden(ctx, served.resource);
  const columns = header.map((text) => (text === '' ? null : find(text)));
  const unknown = header.filter((_, index) => columns[index] === undefined);
  if (unknown.length > 0) throw kernelErrors.unknownColumn({ column: unknown.join(', ') });
  const meant = columns.map((column) => column ?? null);
  const ignored = new Set(header.flatMap((text, index) => (text !== '' && columns[index] === null ? index : [])));
  refuseDoubles(meant);
  const names = new Set(
    meant.flatMap((column) => (column && column.field in served.resource.fields ? column.field : [])),
  );
  const { name: resource, fields: specs } = served.resource;
  const fields = new Map([...names].map((name) => [name, planField(ctx, resource, name, specs[name])] as const));
  const lines = new Map(
    [...names].flatMap((name) =>
      specs[name]?.kind === 'lines' ? [[name, planLines(ctx, served, name, header, meant)]] : [],
    ),
  );
  return { served, columns: meant, ignored, header, fields, lines, key: keyOf(ctx, served, meant) };
}

/** What the columns of one list of lines mean for one line: it is read as a record would be. */
function planLines(
  ctx: Ctx,
  { resource }: Served,
  name: string,
  header: readonly string[],
  meant: readonly (SheetColumn | null)[],
): ImportPlan {
  const specs = resource.fields[name]?.fields ?? {};
  const columns = meant.map((column) => (column?.field === name ? (column.line ?? null) : null));
  const names = new Set(columns.flatMap((column) => column?.field ?? []));
  const label = (field: string) => `${name}.${field}`;
  return {
    served: compile({ resource: { ...resource, fields: specs, verbs: {} }, behaviour: { verbs: {} } }),
    columns,
    ignored: new Set(columns.flatMap((column, index) => (column ? [] : index))),
    header,
    fields: new Map(
      [...names].map((field) => [field, { ...planField(ctx, resource.name, label(field), specs[field]), name: field }]),
    ),
    lines: new Map(),
    key: [],
  };
}

/** Throws 403 when the actor may neither create nor change such records, 405 where nobody may. */
export function refuseForbidden(ctx: Ctx, resource: AnyResource): void {
  const offered = (['create', 'update'] as const).filter((operation) => resource.operations.includes(operation));
  if (!resource.operations.includes('import') || offered.length === 0) throw kernelErrors.methodNotAllowed();
  const [first = 'create'] = offered;
  if (!offered.some((operation) => can(ctx, permissionOf(resource, operation))))
    demand(ctx, permissionOf(resource, first));
}

function refuseDoubles(columns: readonly (SheetColumn | null)[]): void {
  const seen = new Set<string>();
  const problems: FieldProblem[] = [];
  for (const column of columns) {
    if (column && seen.has(column.header)) {
      problems.push({ path: column.header, code: 'kernel.duplicateColumn', params: { column: column.header } });
    }
    if (column) seen.add(column.header);
  }
  if (problems.length > 0) throw kernelErrors.invalidInput({}, problems);
}

function planField(ctx: Ctx, resource: string, name: string, spec: Field = { kind: 'text' }): PlannedField {
  const values = new Map<string, string>();
  for (const language of languages) {
    for (const value of spec.values ?? []) {
      values.set(normal(ctx.app.texts.say(language, `${resource}.value.${name}.${value}`)), value);
    }
  }
  return { name, spec, accepts: codecOf(spec).accepts(spec), values };
}

/** The title where it is unique, else the first unique field, else the first fields unique together; all in the file. */
function keyOf(ctx: Ctx, { resource, byName }: Served, columns: readonly (SheetColumn | null)[]): readonly string[] {
  const isGiven = (name: string) => {
    const field = byName.get(name);
    // What the actor may not read must not be found out by looking records up with it.
    return field?.columns.length === 1 && mayRead(ctx, field) && columns.some((column) => column?.field === name);
  };
  const isUnique = (field: ServedField | undefined) => field?.spec.unique === true;
  const unique = [...byName.values()].filter(isUnique).map(({ name }) => [name]);
  const title = isUnique(byName.get(resource.title)) ? [[resource.title]] : [];
  return [...title, ...unique, ...(resource.unique ?? [])].find((key) => key.every(isGiven)) ?? [];
}
