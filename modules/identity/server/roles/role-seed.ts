import type { Translated } from '#kernel/contract/index.ts';

export interface RoleSeed {
  code: string;
  name: Translated;
  description: Translated;
  /** Patterns as {@link resolvePatterns} reads them; what no module knows (yet) grants nothing. */
  permissions: readonly string[];
}

/** What everybody may who is signed in: see and end his own sessions, know the firm, its units and taxes. */
const everybody = ['identity.session:read|end', 'org.company:read', 'org.taxRate:read', 'org.unit:read'];
const products = ['catalog.*:read', 'images.*:read'];
const stockLevels = ['stock.*:read', 'replenishment.*:read'];
const customers = ['party.*:read'];
/** What customers pay and why. Purchase prices are not among them. */
const salesPrices = ['pricing.price:read', 'pricing.priceList:read'];
const salesDocuments = ['sales.*:read', 'invoicing.*:read'];
/** Who keeps the master data also tidies them up. */
const dataQuality = ['quality.*:read', 'quality.finding:fix|accept'];

const salesDesk = [
  ...everybody,
  ...products,
  ...stockLevels,
  ...customers,
  ...salesDocuments,
  ...salesPrices,
  'party.customer:create|update',
  'sales.order:create|update|confirm|cancel|cancelRest',
  'stock.demand:allocate',
  'documents.*:read',
  'shop.*:read',
];
const productionDesk = [
  ...everybody,
  ...products,
  ...stockLevels,
  'sales.order:read',
  'bom.*:read',
  'production.*:*',
  'stock.reservation:*',
  'stock.demand:*',
  'stock.conversion:*',
  'replenishment.alert:receive',
];
const warehouseDesk = [
  ...everybody,
  ...products,
  ...stockLevels,
  'party.customer:read',
  'sales.order:read|deliver|pick',
  'picking.*:*',
  'sales.delivery:*',
  'stock.movement:*',
  'stock.demand:allocate|assign',
  'stock.reservation:release',
  'stock.transfer:*',
  'stock.receipt:create|update|post',
  'stock.issue:create|update|post',
  'stock.adjustment:create|update',
  'stock.conversion:create|update',
  'stock.lot:create|update|block',
  'stock.box:create|update|move|join|put|shift|split',
  'stocktake.*:read',
  'stocktake.place:*',
];

const text = (de: string, en: string): Translated => ({ de, en });

/** The sixteen roles of PRD §4.7.2. Patterns rather than lists, so that what a new module brings falls to the right roles. */
export const roleSeed: readonly RoleSeed[] = [
  {
    code: 'viewer',
    name: text('Betrachter', 'Viewer'),
    description: text(
      'Sieht alles Unbedenkliche, ändert nichts',
      'Sees everything that is not sensitive, changes nothing',
    ),
    permissions: ['*:read', '!identity.*:*', '!audit.*:*', '!legacy.*:*', '!hr.*:*', ...everybody],
  },
  {
    code: 'operator',
    name: text('Sachbearbeiter', 'Operator'),
    description: text('Tägliche Arbeit in Verkauf, Stammdaten und Lager', 'Daily work in sales, master data and stock'),
    permissions: [
      ...salesDesk,
      ...warehouseDesk,
      'catalog.*:create|update',
      'bom.*:read',
      ...dataQuality,
      'data:export',
    ],
  },
  {
    code: 'manager',
    name: text('Leitung', 'Manager'),
    description: text(
      'Arbeitet und entscheidet in allen Bereichen, sieht Einkaufspreise und Margen',
      'Works and decides in all areas, sees purchase prices and margins',
    ),
    permissions: [
      '*',
      '!identity.*:*',
      'identity.user:read',
      'identity.role:read',
      ...everybody,
      '!org.*:create|update|delete',
      '!legacy.*:*',
      '!legacy:*',
      '!jobs:manage',
      '!data:import',
    ],
  },
  {
    code: 'administrator',
    name: text('Administrator', 'Administrator'),
    description: text('Verwaltet Benutzer, Rollen und alle Fachbereiche', 'Administers users, roles and all areas'),
    permissions: ['*'],
  },
  {
    code: 'system_administrator',
    name: text('Systemadministrator', 'System administrator'),
    description: text(
      'Darf alles, auch was künftige Versionen bringen',
      'May do everything, also what later versions bring',
    ),
    permissions: ['*'],
  },
  {
    code: 'sales_representative',
    name: text('Vertriebsmitarbeiter', 'Sales representative'),
    description: text('Kunden, Angebote und Aufträge', 'Customers, quotes and orders'),
    permissions: salesDesk,
  },
  {
    code: 'sales_manager',
    name: text('Vertriebsleitung', 'Sales manager'),
    description: text(
      'Leitet den Verkauf, sieht Margen, entscheidet über Preise',
      'Leads sales, sees margins, decides on prices',
    ),
    permissions: [
      ...salesDesk,
      'sales.*:*',
      'stock.demand:*',
      'stock.reservation:release|reassign',
      'party.*:*',
      'catalog.*:managePrices|purchasePrice',
      'pricing.*:*',
      'shop.*:*',
      'dashboards.*:*',
      'data:export',
    ],
  },
  {
    code: 'production_planner',
    name: text('Fertigungsplaner', 'Production planner'),
    description: text('Legt Werksaufträge an und plant sie', 'Creates and plans production orders'),
    permissions: [...productionDesk, '!production.workstation:create|update|delete'],
  },
  {
    code: 'production_manager',
    name: text('Produktionsleitung', 'Production manager'),
    description: text('Arbeitsplätze, Kapazität und Werksaufträge', 'Work places, capacity and production orders'),
    permissions: [...productionDesk, 'bom.bom:*', 'stock.movement:*', 'dashboards.*:*', 'data:export'],
  },
  {
    code: 'warehouse_clerk',
    name: text('Lagermitarbeiter', 'Warehouse clerk'),
    description: text('Wareneingang, Umlagerung, Kommissionierung', 'Goods receipt, transfer, picking'),
    permissions: warehouseDesk,
  },
  {
    code: 'warehouse_manager',
    name: text('Lagerleitung', 'Warehouse manager'),
    description: text(
      'Leitet das Lager: Lagerplätze, Korrekturen, Inventur',
      'Leads the warehouse: locations, adjustments, counts',
    ),
    permissions: [
      ...warehouseDesk,
      'stock.*:*',
      '!stock.receipt:cost',
      'stocktake.*:*',
      'replenishment.*:*',
      'dashboards.*:*',
      'data:export',
    ],
  },
  {
    code: 'purchase_officer',
    name: text('Einkäufer', 'Purchase officer'),
    description: text('Lieferanten, Bestellungen und Einkaufspreise', 'Suppliers, purchase orders and purchase prices'),
    permissions: [
      ...everybody,
      ...products,
      ...stockLevels,
      'catalog.*:purchasePrice',
      'catalog.variant:update',
      'bom.*:read',
      ...dataQuality,
      'party.supplier:*',
      'party.paymentTerms:read',
      'purchasing.*:*',
      'stock.receipt:create|update|post|cost',
      'replenishment.*:*',
      'valuation.entry:read|value',
      'valuation.layer:read|correct',
      'data:export',
    ],
  },
  {
    code: 'finance_user',
    name: text('Buchhaltung', 'Finance user'),
    description: text(
      'Rechnungen und Zahlungen, Ausgabe für die Buchführung',
      'Invoices and payments, export for accounting',
    ),
    permissions: [
      ...everybody,
      ...customers,
      ...salesDocuments,
      ...salesPrices,
      'invoicing.*:*',
      'accounting.*:*',
      'valuation.*:*',
      'stock.movement:read',
      'stock.lot:read',
      'stock.warehouse:read',
      'stock.location:read',
      'party.paymentTerms:*',
      'catalog.*:read',
      'documents.*:read',
      'data:export',
    ],
  },
  {
    code: 'marketing_user',
    name: text('Marketing', 'Marketing user'),
    description: text('Produktdaten und Bilder für Werbung', 'Product data and images for marketing material'),
    permissions: [...everybody, ...products, 'quality.*:read', 'data:export'],
  },
  {
    code: 'quality_assurance',
    name: text('Qualitätssicherung', 'Quality assurance'),
    description: text('Prüft Ware und Fertigung', 'Checks goods and production'),
    permissions: [
      ...everybody,
      ...products,
      ...stockLevels,
      'bom.*:read',
      'production.*:read',
      'quality.*:*',
      'stock.lot:update|block|unblock|customers',
      'stock.location:release',
    ],
  },
  {
    code: 'customer_service',
    name: text('Kundendienst', 'Customer service'),
    description: text('Auskünfte und Rücksendungen', 'Inquiries and returns'),
    permissions: [
      ...everybody,
      ...products,
      ...stockLevels,
      ...customers,
      ...salesDocuments,
      ...salesPrices,
      'party.customer:update',
      'documents.*:read',
      'sales.return:*',
      'sales.inquiry:*',
    ],
  },
];
