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
import { migration as m0010 } from './0010-kernel.ts';
import { migration as m0011 } from './0011-catalog.ts';
import { migration as m0012 } from './0012-pricing.ts';
import { migration as m0013 } from './0013-bom.ts';
import { migration as m0014 } from './0014-quality.ts';
import { migration as m0015 } from './0015-customizing.ts';
import { migration as m0016 } from './0016-sales.ts';

/** The history of the schema; written by `npm run db:diff`. */
export const migrations: readonly Migration[] = [
  m0001,
  m0002,
  m0003,
  m0004,
  m0005,
  m0006,
  m0007,
  m0008,
  m0009,
  m0010,
  m0011,
  m0012,
  m0013,
  m0014,
  m0015,
  m0016,
];
