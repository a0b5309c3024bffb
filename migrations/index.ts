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
import { migration as m0017 } from './0017-notification.ts';
import { migration as m0018 } from './0018-stock.ts';
import { migration as m0019 } from './0019-stock.ts';
import { migration as m0020 } from './0020-stock.ts';
import { migration as m0021 } from './0021-stock.ts';
import { migration as m0022 } from './0022-valuation.ts';
import { migration as m0023 } from './0023-replenishment.ts';
import { migration as m0024 } from './0024-stocktake.ts';
import { migration as m0025 } from './0025-picking.ts';
import { migration as m0026 } from './0026-catalog.ts';
import { migration as m0027 } from './0027-pricing.ts';
import { migration as m0028 } from './0028-sales.ts';

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
  m0017,
  m0018,
  m0019,
  m0020,
  m0021,
  m0022,
  m0023,
  m0024,
  m0025,
  m0026,
  m0027,
  m0028,
];
