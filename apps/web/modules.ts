import {
  IconAddressBook,
  IconBell,
  IconBox,
  IconBuilding,
  IconBuildingWarehouse,
  IconChecklist,
  IconClipboardList,
  IconCoins,
  IconDatabaseImport,
  IconFileInvoice,
  IconForms,
  IconHistory,
  IconListCheck,
  IconShieldCheck,
  IconShoppingCart,
  IconSitemap,
  IconTag,
  IconTruckLoading,
  IconUsers,
} from '@tabler/icons-react';
import type { WebModule } from '#kernel/web/module.ts';
import { auditContract } from '#modules/audit/contract/index.ts';
import { auditWeb } from '#modules/audit/web/index.ts';
import { bomContract } from '#modules/bom/contract/index.ts';
import { bomWeb } from '#modules/bom/web/index.ts';
import { catalogContract } from '#modules/catalog/contract/index.ts';
import { catalogWeb } from '#modules/catalog/web/index.ts';
import { customizingContract } from '#modules/customizing/contract/index.ts';
import { identityContract } from '#modules/identity/contract/index.ts';
import { identityWeb } from '#modules/identity/web/index.ts';
import { invoicingContract } from '#modules/invoicing/contract/index.ts';
import { invoicingWeb } from '#modules/invoicing/web/index.ts';
import { legacyContract } from '#modules/legacy/contract/index.ts';
import { legacyWeb } from '#modules/legacy/web/index.ts';
import { notificationContract } from '#modules/notification/contract/index.ts';
import { notificationWeb } from '#modules/notification/web/index.ts';
import { orgContract } from '#modules/org/contract/index.ts';
import { partyContract } from '#modules/party/contract/index.ts';
import { pickingContract } from '#modules/picking/contract/index.ts';
import { pickingWeb } from '#modules/picking/web/index.ts';
import { pricingContract } from '#modules/pricing/contract/index.ts';
import { pricingWeb } from '#modules/pricing/web/index.ts';
import { qualityContract } from '#modules/quality/contract/index.ts';
import { qualityWeb } from '#modules/quality/web/index.ts';
import { replenishmentContract } from '#modules/replenishment/contract/index.ts';
import { replenishmentWeb } from '#modules/replenishment/web/index.ts';
import { salesContract } from '#modules/sales/contract/index.ts';
import { salesWeb } from '#modules/sales/web/index.ts';
import { stockContract } from '#modules/stock/contract/index.ts';
import { stockWeb } from '#modules/stock/web/index.ts';
import { stocktakeContract } from '#modules/stocktake/contract/index.ts';
import { stocktakeWeb } from '#modules/stocktake/web/index.ts';
import { valuationContract } from '#modules/valuation/contract/index.ts';
import { valuationWeb } from '#modules/valuation/web/index.ts';
import { verificationContract } from '#modules/verification/contract/index.ts';
import { verificationWeb } from '#modules/verification/web/index.ts';

/** The one list of modules of the web, in the order of the menu: what is used most comes first. */
export const modules: readonly WebModule[] = [
  { contract: salesContract, icon: IconClipboardList, web: salesWeb },
  { contract: invoicingContract, icon: IconFileInvoice, web: invoicingWeb },
  { contract: partyContract, icon: IconAddressBook },
  { contract: catalogContract, icon: IconBox, web: catalogWeb },
  { contract: pricingContract, icon: IconTag, web: pricingWeb },
  { contract: bomContract, icon: IconSitemap, web: bomWeb },
  { contract: qualityContract, icon: IconChecklist, web: qualityWeb },
  { contract: pickingContract, icon: IconShoppingCart, web: pickingWeb },
  { contract: stockContract, icon: IconBuildingWarehouse, web: stockWeb },
  { contract: stocktakeContract, icon: IconListCheck, web: stocktakeWeb },
  { contract: replenishmentContract, icon: IconTruckLoading, web: replenishmentWeb },
  { contract: valuationContract, icon: IconCoins, web: valuationWeb },
  { contract: notificationContract, icon: IconBell, web: notificationWeb },
  { contract: orgContract, icon: IconBuilding },
  { contract: identityContract, icon: IconUsers, web: identityWeb },
  { contract: customizingContract, icon: IconForms },
  { contract: legacyContract, icon: IconDatabaseImport, web: legacyWeb },
  { contract: verificationContract, icon: IconShieldCheck, web: verificationWeb },
  { contract: auditContract, icon: IconHistory, web: auditWeb },
];
