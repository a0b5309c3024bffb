/** Tables as data: declarations give them, migrations hold them, both engines render them. */

export type ColumnType =
  | { type: 'id' }
  | { type: 'integer' }
  | { type: 'bool' }
  | { type: 'text'; max: number }
  | { type: 'longText' }
  | { type: 'json' };

export type Column = ColumnType & {
  /** NOT NULL */
  required?: boolean;
  default?: string | number;
  /** Table this column's integer points to. */
  references?: string;
  /** The row goes with the row it points to (lines with their record). */
  cascade?: boolean;
};

export interface Check {
  name: string;
  column: string;
  atLeast?: number;
  atMost?: string;
  unless?: string;
}

export interface TableModel {
  name: string;
  columns: Record<string, Column>;
  /** Absent: the column `id`. */
  primaryKey?: string[];
  /** The rows live in the index of the primary key (as they always do on MySQL): no second copy, no row number. */
  clustered?: boolean;
  unique?: string[][];
  indexes?: string[][];
  checks?: Check[];
  /** The database refuses UPDATE and DELETE. */
  appendOnly?: boolean;
  /** The database refuses UPDATE of other columns than `except`, and DELETE, once `column` has one of `values`. */
  lock?: TableLock;
}

export interface TableLock {
  column: string;
  values: string[];
  except: string[];
  /** Lines: the column lies in the record they belong to, `via` being their column that points there; nothing may be added either. */
  parent?: { table: string; via: string };
}

export const indexName = (table: string, columns: readonly string[], kind: 'ix' | 'uq'): string => {
  const name = `${kind}_${table}_${columns.join('_')}`;
  // MySQL takes 64 characters; what is cut off is replaced by a checksum so that two long names stay apart.
  if (name.length <= 64) return name;
  let checksum = 7;
  for (const character of name) checksum = (checksum * 31 + character.charCodeAt(0)) >>> 0;
  return `${name.slice(0, 55)}_${checksum.toString(36)}`;
};

export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const tableName = (resourceName: string): string => snakeCase(resourceName.replace('.', '_'));
