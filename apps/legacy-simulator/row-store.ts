import {
  type LegacyAttributes,
  type LegacyRow,
  type LegacyTable,
  type LegacyValue,
  toLegacyDate,
  toLegacyTime,
} from './data-set/legacy-row.ts';
import { unknownDataClass } from './rest-error.ts';

/** One change made to the source while the simulator ran. */
export interface RowChange {
  kind: 'insert' | 'patch' | 'delete';
  table: string;
  key: string;
}

/** Attribute values by name, with `__KEY` where a row is meant. */
export type RowPatch = { [name: string]: LegacyValue };

const changedBy = 'Simulator';

/**
 * The rows as they are now. It copies the data set's lists and never changes a row in place, so a data set can serve
 * many simulators.
 */
export class RowStore {
  readonly changes: RowChange[] = [];
  globalStamp = 1;
  private readonly tables: Map<string, LegacyTable>;
  private readonly json = new WeakMap<LegacyRow, string>();
  private readonly now: () => number;

  constructor(tables: readonly LegacyTable[], now: () => number) {
    this.tables = new Map(tables.map((table) => [table.name, { ...table, rows: [...table.rows] }]));
    this.now = now;
  }

  get tableNames(): string[] {
    return [...this.tables.keys()];
  }

  /** @throws RestError 404 (1800) when there is no such table; names are case-sensitive */
  table(name: string): LegacyTable {
    const table = this.tables.get(name);
    if (!table) throw unknownDataClass(name);
    return table;
  }

  find(tableName: string, key: string): LegacyRow | undefined {
    return this.table(tableName).rows.find((row) => row.__KEY === key);
  }

  /** The row's JSON, made once per version of the row. */
  toJson(row: LegacyRow): string {
    const known = this.json.get(row);
    if (known !== undefined) return known;
    const text = JSON.stringify(row);
    this.json.set(row, text);
    return text;
  }

  /** Changes some attributes of a row, and with them its stamp, timestamp and date of change. */
  patch(tableName: string, key: string, attributes: RowPatch): LegacyRow {
    const { rows, name } = this.table(tableName);
    const index = rows.findIndex((row) => row.__KEY === key);
    const row = rows[index];
    if (!row) throw new RangeError(`${name} has no row ${key}`);
    checkNames(this.table(tableName), attributes);
    const changed: LegacyRow = { ...row, ...this.stamp(), ...attributes, __KEY: key, __STAMP: row.__STAMP + 1 };
    rows[index] = changed;
    this.record('patch', tableName, key);
    return changed;
  }

  /**
   * Adds a row; attributes that are not given get 4D's blank values. Without `__KEY` it draws one in the manner of
   * the table's keys.
   *
   * @param position the row's place in the table, at the end unless told
   */
  insert(tableName: string, attributes: RowPatch, position?: number): LegacyRow {
    const table = this.table(tableName);
    checkNames(table, attributes);
    const stamps = this.stamp();
    const key = String(attributes.__KEY ?? attributes[table.key] ?? this.drawKey(table));
    if (this.find(tableName, key)) throw new RangeError(`${table.name} already has a row ${key}`);
    const row: LegacyRow = {
      __KEY: key,
      __STAMP: 1,
      ...blankAttributes(table),
      [table.key]: table.attributes[table.key] === 'long' ? Number(key) : key,
      ...stamps,
      created_name: changedBy,
      created_date: stamps.modified_date,
      created_time: stamps.modified_time,
      ...attributes,
    };
    table.rows.splice(position ?? table.rows.length, 0, row);
    this.record('insert', tableName, key);
    return row;
  }

  delete(tableName: string, key: string): void {
    const { rows, name } = this.table(tableName);
    const index = rows.findIndex((row) => row.__KEY === key);
    if (index < 0) throw new RangeError(`${name} has no row ${key}`);
    rows.splice(index, 1);
    this.record('delete', tableName, key);
  }

  /** Adds a copy of the table's first row under new numbers, at the beginning: it moves all later rows by one. */
  insertLookAlike(tableName: string): LegacyRow | undefined {
    const table = this.table(tableName);
    const model = table.rows[0];
    if (!model) return undefined;
    const key = this.drawKey(table);
    const { __KEY, __TIMESTAMP, __STAMP, ...attributes } = model;
    const fresh: LegacyAttributes = {
      __KEY: key,
      [table.key]: table.attributes[table.key] === 'long' ? Number(key) : key,
    };
    for (const name of ['Nummer', 'UID', 'alteNummer', 'refOld']) {
      if (name in table.attributes) fresh[name] = `NEU-${this.globalStamp}-${name}`;
    }
    return this.insert(tableName, { ...attributes, ...fresh }, 0);
  }

  private drawKey(table: LegacyTable): string {
    if (table.attributes[table.key] === 'long') {
      return String(table.rows.reduce((highest, row) => Math.max(highest, Number(row.__KEY)), 0) + 1);
    }
    return `5EED${this.globalStamp.toString(16).padStart(28, '0')}`.toUpperCase();
  }

  private stamp() {
    const now = new Date(this.now());
    return {
      __TIMESTAMP: now.toISOString(),
      modified_name: changedBy,
      modified_date: toLegacyDate(now),
      modified_time: toLegacyTime(now),
    };
  }

  private record(kind: RowChange['kind'], table: string, key: string): void {
    this.globalStamp++;
    this.changes.push({ kind, table, key });
  }
}

function checkNames(table: LegacyTable, attributes: RowPatch): void {
  for (const name of Object.keys(attributes)) {
    if (!Object.hasOwn(table.attributes, name) && !name.startsWith('__'))
      throw new RangeError(`${table.name} has no ${name}`);
  }
}

const blanks = { string: '', long: 0, number: 0, bool: false, date: '0!0!0', object: null };

function blankAttributes(table: LegacyTable): LegacyAttributes {
  return Object.fromEntries(Object.entries(table.attributes).map(([name, type]) => [name, blanks[type]]));
}
