import type { Translated } from '#kernel/contract/index.ts';
import { catalogErrors, placeholderPrefix } from '#modules/catalog/contract/index.ts';
import { splitSku } from '#modules/catalog/server/index.ts';
import { columnOf, finding, type MappedRow, type ResolvedMapping } from '../mapping/map-row.ts';
import type { SourceKind } from '../source-tables.ts';

const keyPattern = /^[0-9a-f]{32}$/i;

/** Fills what follows from the row itself, and notes what somebody should look at. Changes the rows; pure otherwise. */
export function completeRows(kind: SourceKind, rows: readonly MappedRow[], mapping: ResolvedMapping): void {
  for (const row of rows) {
    if (row.sku === null) continue;
    if (kind === 'families') completeFamily(row, row.sku, mapping);
    else completeVariant(row, row.sku);
    refuseReservedName(row, columnOf(mapping, 'name'));
  }
}

function completeFamily(row: MappedRow, sku: string, mapping: ResolvedMapping): void {
  const { values, warnings } = row;
  // The number and the UID change places in some families; the number stays as it is until somebody decides (PRD-PMG-23).
  if (keyPattern.test(sku)) warnings.push(finding(columnOf(mapping, 'sku'), 'legacy.numberLooksLikeKey', {}, sku));
  if (values.description === null && values.shortDescription === null)
    warnings.push(finding(columnOf(mapping, 'description'), 'legacy.descriptionMissing'));
  if (values.name === null) nameAfterNumber(row, columnOf(mapping, 'name'));
}

function completeVariant({ values }: MappedRow, sku: string): void {
  const legacySku = typeof values.legacySku === 'string' ? values.legacySku : null;
  Object.assign(values, splitSku(legacySku ?? sku));
}

/** A record without a name cannot be saved; its number names it until somebody finds a better one. */
export function nameAfterNumber({ values, warnings, sku }: MappedRow, column: string): void {
  values.name = { de: sku, en: null } satisfies Translated;
  warnings.push(finding(column, 'legacy.nameMissing'));
}

/** The beginning that marks placeholder parents is not for real products (PRD-LNK-13). */
function refuseReservedName({ values, problems }: MappedRow, column: string): void {
  const names = Object.values((values.name ?? {}) as Translated);
  const reserved = names.find((name) => name?.startsWith(placeholderPrefix));
  if (!reserved) return;
  const { code, params } = catalogErrors.placeholderNameReserved({ prefix: placeholderPrefix });
  problems.push(finding(column, code, params, reserved));
}
