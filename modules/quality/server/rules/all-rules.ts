import { type RuleCode, ruleCodes } from '../../contract/index.ts';
import { bomRules } from './bom-rules.ts';
import { duplicateRules } from './duplicate-rules.ts';
import { factRules } from './fact-rules.ts';
import { familyRules } from './family-rules.ts';
import { imageRules } from './image-rules.ts';
import { priceRules } from './price-rules.ts';
import { relationshipRules } from './relationship-rules.ts';
import type { Rule } from './rule.ts';

const byCode = new Map<RuleCode, Rule>(
  [relationshipRules, familyRules, priceRules, factRules, imageRules, duplicateRules, bomRules]
    .flat()
    .map((rule) => [rule.code, rule]),
);

/** Every rule, in the order of {@link ruleCodes}. */
export const allRules: readonly Rule[] = ruleCodes.flatMap((code) => byCode.get(code) ?? []);
