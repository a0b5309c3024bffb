import { type Check, type Column, indexName, type TableModel } from './tables.ts';

export type Dialect = 'sqlite' | 'mysql';

/** Renders table models as statements of one engine. Identifiers come from declarations, never from input. */
export interface Ddl {
  createTable(table: TableModel): string[];
  addColumn(table: string, name: string, column: Column): string[];
  dropColumn(table: string, name: string): string[];
  addIndex(table: string, columns: string[], unique: boolean): string[];
  dropIndex(table: string, columns: string[], unique: boolean): string[];
  dropTable(table: string): string[];
  setGuards(table: TableModel): string[];
}

const literal = (value: string | number) =>
  typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
const checkText = (check: Check, quote: (name: string) => string) => {
  const relation =
    check.atMost === undefined
      ? `${quote(check.column)} >= ${check.atLeast ?? 0}`
      : `${quote(check.column)} <= ${quote(check.atMost)}`;
  return check.unless ? `${relation} OR ${quote(check.unless)} = 1` : relation;
};

interface Flavour {
  quote(name: string): string;
  columnType(column: Column): string;
  tableSuffix(table: TableModel): string;
  triggers(table: TableModel): string[];
  dropIndex(table: string, name: string): string;
}

const sqlite: Flavour = {
  quote: (name) => `"${name}"`,
  columnType(column) {
    if (column.type === 'id') return 'INTEGER PRIMARY KEY AUTOINCREMENT';
    return column.type === 'integer' || column.type === 'bool' ? 'INTEGER' : 'TEXT';
  },
  tableSuffix: (table) => (table.clustered ? ' STRICT, WITHOUT ROWID' : ' STRICT'),
  triggers(table) {
    const before = (event: TriggerEvent, when: string) =>
      `CREATE TRIGGER "${triggerName(table, event)}" BEFORE ${event} ON "${table.name}"${when && ` WHEN ${when}`} BEGIN SELECT RAISE(ABORT, '${immutable}'); END`;
    return guards(table, sqlite, (name) => `OLD.${name} IS NOT NEW.${name}`).map(([event, when]) =>
      before(event, when),
    );
  },
  dropIndex: (_table, name) => `DROP INDEX "${name}"`,
};

const mysql: Flavour = {
  quote: (name) => `\`${name}\``,
  columnType(column) {
    switch (column.type) {
      case 'id':
        return 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY';
      case 'integer':
        return 'BIGINT';
      case 'bool':
        return 'TINYINT';
      case 'text':
        return `VARCHAR(${column.max})`;
      default:
        return 'LONGTEXT';
    }
  },
  tableSuffix: () => ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  triggers(table) {
    const signal = `SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${immutable}'`;
    const before = (event: TriggerEvent, when: string) =>
      `CREATE TRIGGER \`${triggerName(table, event)}\` BEFORE ${event} ON \`${table.name}\` FOR EACH ROW ${when ? `BEGIN IF ${when} THEN ${signal}; END IF; END` : signal}`;
    return guards(table, mysql, (name) => `NOT (OLD.${name} <=> NEW.${name})`).map(([event, when]) =>
      before(event, when),
    );
  },
  dropIndex: (table, name) => `DROP INDEX \`${name}\` ON \`${table}\``,
};

type TriggerEvent = 'INSERT' | 'UPDATE' | 'DELETE';
/** What the triggers say; the engines' fault classifiers look for it. */
const immutable = 'kontor_immutable';
const triggerName = (table: TableModel, event: TriggerEvent) => `tr_${table.name}_${event.toLowerCase()}`;

/** Which events a table refuses, and under which condition (empty: always). */
function guards(
  table: TableModel,
  { quote }: Pick<Flavour, 'quote'>,
  differs: (column: string) => string,
): [TriggerEvent, string][] {
  if (table.appendOnly)
    return [
      ['UPDATE', ''],
      ['DELETE', ''],
    ];
  if (!table.lock) return [];
  const { column, values, except, parent } = table.lock;
  const isLocked = (row: 'OLD' | 'NEW') => {
    const place = parent
      ? `(SELECT ${quote(column)} FROM ${quote(parent.table)} WHERE ${quote('id')} = ${row}.${quote(parent.via)})`
      : `${row}.${quote(column)}`;
    return `${place} IN (${values.map(literal).join(', ')})`;
  };
  const changed = lockedColumns(table, except)
    .map((name) => differs(quote(name)))
    .join(' OR ');
  const onUpdateAndDelete: [TriggerEvent, string][] = [
    ['UPDATE', `${isLocked('OLD')} AND (${changed})`],
    ['DELETE', isLocked('OLD')],
  ];
  return parent ? [['INSERT', isLocked('NEW')], ...onUpdateAndDelete] : onUpdateAndDelete;
}

const housekeeping = new Set(['version', 'updated_at', 'updated_by']);
/** By name: columns that came later must not make another trigger of the same lock. */
const lockedColumns = (table: TableModel, except: string[]) =>
  Object.keys(table.columns)
    .filter((name) => !housekeeping.has(name) && !except.includes(name))
    .sort();

function columnText(flavour: Flavour, name: string, column: Column): string {
  const parts = [flavour.quote(name), flavour.columnType(column)];
  if (column.type !== 'id') {
    if (column.required) parts.push('NOT NULL');
    if (column.default !== undefined) parts.push(`DEFAULT ${literal(column.default)}`);
  }
  return parts.join(' ');
}

const foreignKey = (flavour: Flavour, column: Column) =>
  `REFERENCES ${flavour.quote(column.references ?? '')} (${flavour.quote('id')})${column.cascade ? ' ON DELETE CASCADE' : ''}`;

function createTable(flavour: Flavour, table: TableModel): string[] {
  const { quote } = flavour;
  const body = Object.entries(table.columns).map(([name, column]) => columnText(flavour, name, column));
  if (table.primaryKey) body.push(`PRIMARY KEY (${table.primaryKey.map(quote).join(', ')})`);
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.references) body.push(`FOREIGN KEY (${quote(name)}) ${foreignKey(flavour, column)}`);
  }
  for (const check of table.checks ?? []) {
    body.push(`CONSTRAINT ${quote(`ck_${table.name}_${check.name}`)} CHECK (${checkText(check, quote)})`);
  }
  const index = (columns: string[], unique: boolean) => addIndex(flavour, table.name, columns, unique);
  return [
    `CREATE TABLE ${quote(table.name)} (\n  ${body.join(',\n  ')}\n)${flavour.tableSuffix(table)}`,
    ...(table.unique ?? []).map((columns) => index(columns, true)),
    ...(table.indexes ?? []).map((columns) => index(columns, false)),
    ...flavour.triggers(table),
  ];
}

const addIndex = ({ quote }: Flavour, table: string, columns: string[], unique: boolean) =>
  `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${quote(indexName(table, columns, unique ? 'uq' : 'ix'))} ON ${quote(table)} (${columns.map(quote).join(', ')})`;

/** The statements that change a database of the given engine. */
export function ddl(dialect: Dialect): Ddl {
  const flavour = dialect === 'sqlite' ? sqlite : mysql;
  const { quote } = flavour;
  return {
    createTable: (table) => createTable(flavour, table),
    addColumn: (table, name, column) => {
      const add = `ALTER TABLE ${quote(table)} ADD COLUMN ${columnText(flavour, name, column)}`;
      if (!column.references) return [add];
      if (dialect === 'sqlite') return [`${add} ${foreignKey(flavour, column)}`];
      return [add, `ALTER TABLE ${quote(table)} ADD FOREIGN KEY (${quote(name)}) ${foreignKey(flavour, column)}`];
    },
    dropColumn: (table, name) => [`ALTER TABLE ${quote(table)} DROP COLUMN ${quote(name)}`],
    addIndex: (table, columns, unique) => [addIndex(flavour, table, columns, unique)],
    dropIndex: (table, columns, unique) => [flavour.dropIndex(table, indexName(table, columns, unique ? 'uq' : 'ix'))],
    dropTable: (table) => [`DROP TABLE ${quote(table)}`],
    setGuards: (table) => [
      ...(['INSERT', 'UPDATE', 'DELETE'] as const).map(
        (event) => `DROP TRIGGER IF EXISTS ${quote(triggerName(table, event))}`,
      ),
      ...flavour.triggers(table),
    ],
  };
}
