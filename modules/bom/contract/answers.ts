import type { Reference } from '#kernel/contract/index.ts';

/** A line of an exploded BOM; decimal strings as everywhere on the wire. */
export interface ExplosionLine {
  /** Unique in this answer; the root has none above it. */
  key: number;
  parent: number | null;
  level: number;
  variant: Reference;
  kind: 'root' | 'component' | 'phantom' | 'byProduct';
  /** In the variant's own unit; negative for a by-product. */
  quantity: string;
  unit: Reference;
  /** The BOM this variant is made by. */
  bom: Reference | null;
  isFixed: boolean;
  onlyFor: string | null;
  /** Cost of this quantity; null without the right to see purchase prices. */
  cost: string | null;
}

/** What is needed of a variant in all, over all levels. */
export interface Demand {
  variant: Reference;
  unit: Reference;
  quantity: string;
  /** Has a BOM of its own. */
  isAssembly: boolean;
  /** Null without the right to see stock. */
  onHand: string | null;
  available: string | null;
  shortage: string | null;
  unitCost: string | null;
  cost: string | null;
}

export interface Explosion {
  date: string;
  quantity: string;
  lines: ExplosionLine[];
  demand: Demand[];
  cost: { material: string; operations: string; total: string; unit: string; isIncomplete: boolean } | null;
}

/** A variant that contains another, directly or through others. */
export interface Use {
  variant: Reference;
  /** 1: the component stands in its own BOM. */
  level: number;
  bom: Reference;
  /** Of the component, in one of this variant, over all ways. */
  quantity: string;
}

export interface Difference {
  kind: 'added' | 'removed' | 'changed';
  list: 'head' | 'lines' | 'substitutes' | 'operations';
  component: Reference | null;
  /** What names the line beside its component: its condition, the operation's name. */
  detail: string | null;
  /** By field: the value in either, as on the wire. */
  fields: Record<string, { before: unknown; after: unknown }>;
}

export interface Comparison {
  before: Reference;
  after: Reference;
  differences: Difference[];
}

export interface ReplacedBom {
  bom: Reference;
  /** `changed`: a draft, in place. `revised`: a released BOM got a new revision. `refused`: `message` says why. */
  outcome: 'changed' | 'revised' | 'released' | 'refused';
  /** The BOM that has the replacement now; null in a preview of a new one. */
  result: Reference | null;
  lines: { quantity: string; newQuantity: string; onlyFor: string | null }[];
  message: string | null;
}

export interface Replacement {
  dryRun: boolean;
  boms: ReplacedBom[];
}
