import { type Field, languages } from '#kernel/contract/index.ts';
import { type Child, type Served, type ServedField, serveField } from '../served.ts';
import { type Column, snakeCase, type TableModel, tableName } from './tables.ts';

const isIndexed = ({ spec }: ServedField): boolean => spec.index ?? spec.kind === 'ref';

/** The tables that a declaration asks for: its own, then one for each list of lines or references. */
export function resourceTables(served: Served): TableModel[] {
  const { resource, table, fields } = served;
  const columnsOf = (name: string) => served.byName.get(name)?.columns ?? [];
  const single = (name: string) => columnsOf(name)[0] ?? snakeCase(name);
  const unique = [
    ...fields.filter((field) => field.spec.unique).map((field) => field.columns),
    ...(resource.unique ?? []).map((names) => names.map(single)),
  ];
  const indexes = [
    ...fields.filter((field) => !field.spec.unique && isIndexed(field)).map((field) => field.columns),
    ...(resource.indexes ?? []).map((names) => names.map(single)),
  ];
  const main: TableModel = {
    name: table,
    columns: {
      id: { type: 'id' },
      version: { type: 'integer', required: true, default: 1 },
      created_at: { type: 'integer', required: true },
      created_by: { type: 'integer' },
      updated_at: { type: 'integer', required: true },
      updated_by: { type: 'integer' },
      ...columnModels(fields),
    },
  };
  if (unique.length > 0) main.unique = unique;
  if (indexes.length > 0) main.indexes = indexes;
  if (resource.holds) {
    main.checks = resource.holds.map((held) => ({
      name: snakeCase(held.name),
      column: single(held.field),
      ...(held.atLeast !== undefined && { atLeast: held.atLeast }),
      ...(held.atMost !== undefined && { atMost: single(held.atMost) }),
      ...(held.unless !== undefined && { unless: single(held.unless) }),
    }));
  }
  if (resource.appendOnly) main.appendOnly = true;
  if (resource.lock)
    main.lock = { column: 'state', values: [...resource.lock.states], except: resource.lock.except.flatMap(columnsOf) };
  return [main, ...served.children.map((child) => childTable(served, child))];
}

/** The columns that a field asks for. */
export const columnsOf = (name: string, spec: Field): Record<string, Column> => columnModels([serveField(name, spec)]);

function columnModels(fields: readonly ServedField[]): Record<string, Column> {
  const columns: Record<string, Column> = {};
  for (const { spec, columns: names, columnModels: models } of fields) {
    for (const [index, name] of names.entries()) {
      const model = { ...(models[index] as Column) };
      // A translated text is required in one language, not in each; inherited values are absent in the row itself.
      if ((spec.required || spec.default !== undefined) && names.length < languages.length) model.required = true;
      if (spec.default !== undefined && names.length === 1) model.default = defaultCell(spec.default);
      columns[name] = model;
    }
  }
  return columns;
}

const defaultCell = (value: string | number | boolean): string | number =>
  typeof value === 'boolean' ? Number(value) : value;

function childTable({ resource, table: parentTable }: Served, child: Child): TableModel {
  if (child.spec.kind === 'refs') {
    return {
      name: child.table,
      columns: {
        parent_id: { type: 'integer', required: true, references: parentTable, cascade: true },
        target_id: { type: 'integer', required: true, references: tableName(child.spec.target ?? '') },
      },
      primaryKey: ['parent_id', 'target_id'],
      indexes: [['target_id']],
    };
  }
  const table: TableModel = {
    name: child.table,
    columns: {
      id: { type: 'id' },
      parent_id: { type: 'integer', required: true, references: parentTable, cascade: true },
      position: { type: 'integer', required: true },
      ...columnModels(child.fields),
    },
    indexes: [
      ['parent_id', 'position'],
      ...child.fields.filter((field) => isIndexed(field)).map((field) => field.columns),
    ],
  };
  if (resource.appendOnly) table.appendOnly = true;
  if (resource.lock && !resource.lock.except.includes(child.name)) {
    table.lock = {
      column: 'state',
      values: [...resource.lock.states],
      except: [],
      parent: { table: parentTable, via: 'parent_id' },
    };
  }
  return table;
}
