import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Engine } from './engine.ts';
import { openMysql } from './mysql.ts';
import { openSqlite } from './sqlite.ts';

/** Opens the database behind `sqlite:<file>` or `mysql://user:password@host:port/name`. */
export function openEngine(databaseUrl: string): Engine {
  if (databaseUrl.startsWith('sqlite:')) {
    const file = databaseUrl.slice('sqlite:'.length);
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    return openSqlite(file);
  }
  if (/^(mysql|mariadb):\/\//.test(databaseUrl)) return openMysql(databaseUrl.replace(/^mariadb:/, 'mysql:'));
  throw new Error('DATABASE_URL must begin with sqlite: or mysql://');
}
