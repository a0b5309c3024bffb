import { sql } from 'kysely';
import { bom } from '#modules/bom/contract/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { type Rule, rulesOf } from './rule.ts';

/** Bills of materials that cannot be built from. */
export const bomRules: readonly Rule[] = [
  rulesOf(variant)({
    // What is phased out is not made any more.
    code: 'manufacturedWithoutBom',
    severity: 'error',
    field: 'isManufactured',
    reads: [bom.name],
    where: sql`s.state = 'active' AND s.is_manufactured = 1
      AND NOT EXISTS (SELECT 1 FROM bom_bom b WHERE b.variant = s.id AND b.state = 'released')
      AND NOT EXISTS (SELECT 1 FROM bom_bom b WHERE b.product = s.product AND b.state = 'released')`,
    fixes: ['archive'],
  }),
  rulesOf(bom)({
    code: 'bomWithArchivedComponent',
    severity: 'error',
    field: 'lines',
    reads: [variant.name],
    joins: sql`JOIN (SELECT l.parent_id, MIN(v.id) AS component FROM catalog_variant v JOIN bom_bom_lines l ON l.component = v.id
      WHERE v.state = 'archived' GROUP BY l.parent_id) d ON d.parent_id = s.id`,
    // A later revision has taken its place.
    where: sql`s.state = 'released' AND NOT EXISTS (SELECT 1 FROM bom_bom n WHERE n.state = 'released'
      AND n.revision > s.revision AND (n.variant = s.variant OR n.product = s.product))`,
    other: { resource: variant.name, id: sql`d.component` },
    sort: sql`s.code`,
    fixes: [],
  }),
];
