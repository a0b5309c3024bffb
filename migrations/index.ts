import type { Migration } from '#kernel/server/db/migrate.ts';

/** The history of the schema; written by `npm run db:diff`. */
export const migrations: readonly Migration[] = [];
