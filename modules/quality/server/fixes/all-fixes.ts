import type { FixCode } from '../../contract/index.ts';
import { copyTranslation } from './copy-translation.ts';
import type { Fix } from './fix.ts';
import { linkToParent } from './link-to-parent.ts';
import { takeFromFamily } from './take-from-family.ts';
import { takeFromParent } from './take-from-parent.ts';

const setAll =
  (patch: (input: Record<string, unknown>) => Record<string, unknown>): Fix =>
  async (_ctx, _rule, rows, input) =>
    rows.map(({ id }) => ({ id, patch: patch(input) }));

export const allFixes: Readonly<Record<FixCode, Fix>> = {
  assignCategory: setAll(({ category }) => ({ category })),
  takeFromParent,
  takeFromFamily,
  linkToParent,
  copyTranslation,
  stopSelling: setAll(() => ({ isSold: false })),
  archive: async (_ctx, _rule, rows) => rows.map(({ id }) => ({ id, verb: 'archive' })),
};
