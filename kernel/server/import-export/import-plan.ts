import {
  type AnyResource,
  type Field,
  type FieldProblem,
  kernelErrors,
  languages,
  permissionOf,
} from '#kernel/contract/index.ts';
import { type Ctx, can, demand } from '../ctx.ts';
import { codecOf } from '../fields/index.ts';
import type { Served, ServedField } from '../served.ts';
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
  fields: ReadonlyMap<string, PlannedField>;
  /** The fields that together say which record a row means; empty when only an id can. */
  key: readonly string[];
}

const normal = (header: string): string => header.trim().toLowerCase();

/** Columns by what a header may say: the technical name, or the label in either language. */
export function columnsByHeader(ctx: Ctx, served: Served): ReadonlyMap<string, SheetColumn> {
  const names = new Map<string, SheetColumn>(housekeepingColumns.map((column) => [normal(column.header), column]));
  const labels = new Map<string, SheetColumn | null>();
  const label = (text: string, column: SheetColumn | undefined) => {
    const known = labels.get(normal(text));
    // The same label for two fields names neither.
    if (column) labels.set(normal(text), known === undefined || known?.header === column.header ? column : null);
  };
  for (const [name, spec] of Object.entries(served.resource.fields)) {
    const columns = columnsOfField(name, spec);
    const own = columns.find(({ part }) => part === undefined || part === ctx.language);
    if (own) names.set(normal(name), own);
    for (const column of columns) names.set(normal(column.header), column);
    const texts = languages.map((language) => ctx.app.texts.say(language, `${served.resource.name}.field.${name}`));
    for (const [index, text] of texts.entries()) {
      // A German heading stands above German texts, unless both languages say it alike.
      const written = new Set(texts).size > 1 ? languages[index] : ctx.language;
      label(
        text,
        columns.find(({ part }) => part === undefined || part === written),
      );
      for (const column of columns) if (column.part) label(`${text}.${column.part}`, column);
      for (const column of columns) if (column.part) label(`${text} (${column.part})`, column);
    }
  }
  for (const [text, column] of labels) if (column && !names.has(text)) names.set(text, column);
  return names;
}

/**
 * Decides what each column of a file means; `known` are {@link columnsByHeader}. Throws 422 `kernel.unknownColumn` naming every column that means nothing,
 * 403 when the actor may neither create nor change such records.
 */
export function planImport(
  ctx: Ctx,
  served: Served,
  header: readonly string[],
  known: ReadonlyMap<string, SheetColumn>,
): ImportPlan {
  refuseForbidden(ctx, served.resource);
  const columns = header.map((text) => (text === '' ? null : (known.get(normal(text)) ?? undefined)));
  const unknown = header.filter((_, index) => columns[index] === undefined);
  if (unknown.length > 0) throw kernelErrors.unknownColumn({ column: unknown.join(', ') });
  const meant = columns.map((column) => column ?? null);
  refuseDoubles(meant);
  const names = new Set(
    meant.flatMap((column) => (column && column.field in served.resource.fields ? column.field : [])),
  );
  const fields = new Map([...names].map((name) => [name, planField(ctx, served, name)] as const));
  return { served, columns: meant, fields, key: keyOf(served, meant) };
}

function refuseForbidden(ctx: Ctx, resource: AnyResource): void {
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

function planField(ctx: Ctx, { resource }: Served, name: string): PlannedField {
  const spec = resource.fields[name] ?? { kind: 'text' };
  const values = new Map<string, string>();
  for (const language of languages) {
    for (const value of spec.values ?? []) {
      values.set(normal(ctx.app.texts.say(language, `${resource.name}.value.${name}.${value}`)), value);
    }
  }
  return { name, spec, accepts: codecOf(spec).accepts(spec), values };
}

/** The title where it is unique, else the first unique field, else the first fields unique together; all in the file. */
function keyOf({ resource, byName }: Served, columns: readonly (SheetColumn | null)[]): readonly string[] {
  const isGiven = (name: string) =>
    columns.some((column) => column?.field === name) && byName.get(name)?.columns.length === 1;
  const isUnique = (field: ServedField | undefined) => field?.spec.unique === true;
  const unique = [...byName.values()].filter(isUnique).map(({ name }) => [name]);
  const title = isUnique(byName.get(resource.title)) ? [[resource.title]] : [];
  return [...title, ...unique, ...(resource.unique ?? [])].find((key) => key.every(isGiven)) ?? [];
}
