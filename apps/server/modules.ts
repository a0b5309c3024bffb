import type { ModuleServer } from '#kernel/server/module.ts';
import { auditServer } from '#modules/audit/server/index.ts';
import { bomServer } from '#modules/bom/server/index.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { customizingServer } from '#modules/customizing/server/index.ts';
import { documentsServer } from '#modules/documents/server/index.ts';
import { identityServer } from '#modules/identity/server/index.ts';
import { invoicingServer } from '#modules/invoicing/server/index.ts';
import { legacyServer } from '#modules/legacy/server/index.ts';
import { notificationServer } from '#modules/notification/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { pickingServer } from '#modules/picking/server/index.ts';
import { pricingServer } from '#modules/pricing/server/index.ts';
import { qualityServer } from '#modules/quality/server/index.ts';
import { replenishmentServer } from '#modules/replenishment/server/index.ts';
import { salesServer } from '#modules/sales/server/index.ts';
import { stockServer } from '#modules/stock/server/index.ts';
import { stocktakeServer } from '#modules/stocktake/server/index.ts';
import { valuationServer } from '#modules/valuation/server/index.ts';
import { verificationServer } from '#modules/verification/server/index.ts';

/** The one list of modules, ground floor first: seeds and start-up run in this order. */
export const modules: readonly ModuleServer[] = [
  orgServer,
  identityServer,
  auditServer,
  notificationServer,
  partyServer,
  documentsServer,
  catalogServer,
  pricingServer,
  stockServer,
  bomServer,
  valuationServer,
  replenishmentServer,
  stocktakeServer,
  qualityServer,
  salesServer,
  pickingServer,
  invoicingServer,
  legacyServer,
  customizingServer,
  verificationServer,
];
