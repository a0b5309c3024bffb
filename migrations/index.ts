import type { Migration } from '#kernel/server/db/migrate.ts';
import { migration as m0001 } from './0001-kernel.ts';
import { migration as m0002 } from './0002-org.ts';
import { migration as m0003 } from './0003-identity.ts';
import { migration as m0004 } from './0004-party.ts';
import { migration as m0005 } from './0005-catalog.ts';
import { migration as m0006 } from './0006-stock.ts';
import { migration as m0007 } from './0007-sales.ts';
import { migration as m0008 } from './0008-invoicing.ts';
import { migration as m0009 } from './0009-legacy.ts';

/** The history of the schema; written by `npm run db:diff`. */
export const migrations: readonly Migration[] = [m0001, m0002, m0003, m0004, m0005, m0006, m0007, m0008, m0009];
