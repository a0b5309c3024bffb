/** Most variants that are generated at once. */
export const mostGenerated = 500;

/** Values chosen on the axes of a product; codes as `catalog.attribute` has them. */
export interface ChosenAxis {
  attribute: number;
  values: string[];
}

/** One place of the matrix: a value for each chosen axis. */
export interface MatrixPlace {
  sku: string;
  attributes: { attribute: number; value: string }[];
}

/** What generating does, or would do: `POST catalog/products/:id/variants`. */
export interface GeneratedVariants {
  /** What is new; ids only once they are saved. */
  created: (MatrixPlace & { id?: number })[];
  /** Left out, each with the variant that stands there: at the same place, or elsewhere with the same SKU. */
  skipped: (MatrixPlace & { reason: 'exists' | 'skuTaken' | 'skuTooLong'; id?: number; standing: string | null })[];
}

/** The variants of a product by their place on its axes: `GET catalog/products/:id/matrix`. */
export interface VariantMatrix {
  axes: {
    id: number;
    code: string;
    name: string;
    values: { code: string; name: string }[];
  }[];
  variants: { id: number; sku: string; state: string; attributes: Record<number, string> }[];
}
