import {
  IconAddressBook,
  IconBox,
  IconBuilding,
  IconBuildingWarehouse,
  IconClipboardList,
  IconFileInvoice,
  IconHistory,
  IconUsers,
} from '@tabler/icons-react';
import type { WebModule } from '#kernel/web/module.ts';
import { auditContract } from '#modules/audit/contract/index.ts';
import { catalogContract } from '#modules/catalog/contract/index.ts';
import { identityContract } from '#modules/identity/contract/index.ts';
import { invoicingContract } from '#modules/invoicing/contract/index.ts';
import { orgContract } from '#modules/org/contract/index.ts';
import { partyContract } from '#modules/party/contract/index.ts';
import { salesContract } from '#modules/sales/contract/index.ts';
import { stockContract } from '#modules/stock/contract/index.ts';

/** The one list of modules of the web, in the order of the menu: what is used most comes first. */
export const modules: readonly WebModule[] = [
  { contract: salesContract, icon: IconClipboardList },
  { contract: invoicingContract, icon: IconFileInvoice },
  { contract: partyContract, icon: IconAddressBook },
  { contract: catalogContract, icon: IconBox },
  { contract: stockContract, icon: IconBuildingWarehouse },
  { contract: orgContract, icon: IconBuilding },
  { contract: identityContract, icon: IconUsers },
  { contract: auditContract, icon: IconHistory },
];
