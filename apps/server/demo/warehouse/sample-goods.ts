const coaches = { code: 'FUHRWERK', de: 'Fuhrwerke', en: 'Carts and coaches' };
const material = { code: 'MATERIAL', de: 'Roh- und Packstoffe', en: 'Materials' };

/** Figures that lie in the racks: weight in grams, retail price in euros. */
export const rackFigures = [
  { sku: '30101', de: 'Postkutsche mit Gespann', en: 'Mail coach with team', grams: 145, price: 89, category: coaches },
  { sku: '30102', de: 'Heuwagen', en: 'Hay cart', grams: 88, price: 54, category: coaches },
  { sku: '30103', de: 'Feuerspritze, um 1850', en: 'Fire engine, c. 1850', grams: 120, price: 74.5, category: coaches },
  { sku: '30104', de: 'Pferdeschlitten', en: 'Horse sleigh', grams: 46, price: 38, category: coaches },
] as const;

/** What figures are cast, painted and packed with; costs in euros. */
export const materials = [
  {
    sku: '90001',
    de: 'Zinnlegierung Sn97, Barren',
    en: 'Pewter alloy Sn97, ingot',
    unit: 'KG',
    cost: 31.5,
    tracking: 'lot',
    shelfLife: null,
    category: material,
  },
  {
    sku: '90002',
    de: 'Emailfarbe Karminrot, 100 ml',
    en: 'Enamel paint, crimson, 100 ml',
    unit: 'PCE',
    cost: 6.4,
    tracking: 'lot',
    shelfLife: 540,
    category: material,
  },
  {
    sku: '90003',
    de: 'Geschenkschachtel, klein',
    en: 'Gift box, small',
    unit: 'PCE',
    cost: 0.85,
    tracking: 'none',
    shelfLife: null,
    category: material,
  },
] as const;

/** Outside measures in millimetres, weights in grams. */
export const boxTypes = [
  { name: 'Schütte 300 × 200 × 145, blau', length: 300, width: 200, height: 145, tare: 410, slots: 1, color: 'blau' },
  {
    name: 'Schütte 500 × 300 × 145, rot',
    length: 500,
    width: 300,
    height: 145,
    tare: 1020,
    divider: 250,
    slots: 3,
    color: 'rot',
  },
  { name: 'Pickschütte 230 × 150 × 130', length: 230, width: 150, height: 130, tare: 198, slots: 1, color: 'gelb' },
] as const;
