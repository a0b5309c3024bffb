import { f } from '#kernel/contract/index.ts';

/** How the pieces of a product are told apart in stock; none where nothing is said. */
export const trackings = ['none', 'lot', 'serial'] as const;
/** Units of weights and of measures; without one they are grams and millimetres. */
export const weightUnits = ['g', 'kg', 't', 'oz', 'lb'] as const;
export const dimensionUnits = ['mm', 'cm', 'm', 'in', 'ft'] as const;

/** Free facts about a product: material, origin, age recommendation. */
export const properties = {
  name: f.translated({ required: true, max: 100 }),
  value: f.translated({ required: true, max: 1000 }),
};

/** Drawings, data sheets, certificates. */
export const attachments = {
  file: f.file({ required: true }),
  title: f.text({ max: 200 }),
};

/** A GTIN is proved by its check digit; no two variants share a code. `quantity` of `unit` are in what bears the code. */
export const barcodes = {
  code: f.text({ required: true, max: 60, index: true }),
  kind: f.choice(['gtin', 'internal', 'supplier'], { required: true, default: 'gtin' }),
  quantity: f.quantity({ min: 0.000001 }),
  unit: f.ref('org.unit', { index: false }),
};

/** Under which number a supplier knows the variant. */
export const supplierNumbers = {
  supplier: f.text({ required: true, max: 200 }),
  number: f.text({ required: true, max: 100, index: true }),
  name: f.text({ max: 200 }),
};
