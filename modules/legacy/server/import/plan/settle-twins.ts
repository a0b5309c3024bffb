import { columnOf, finding, type MappedRow, type ResolvedMapping } from '../mapping/map-row.ts';

/** Chooses among rows that claim one number; undefined when it has no opinion. */
export type Preference = (twins: readonly MappedRow[]) => Promise<MappedRow | undefined>;

/**
 * Of several rows with one number only one can have it: the one that has it in Kontor already, else the one `prefer`
 * names, else the first. The others are refused, naming the one that was taken. Changes the rows.
 */
export async function settleTwins(
  rows: readonly MappedRow[],
  known: ReadonlyMap<string, { key: string | null }>,
  mapping: ResolvedMapping,
  prefer: Preference,
): Promise<void> {
  const sound = rows.filter(({ problems }) => problems.length === 0);
  for (const [sku, twins] of Map.groupBy(sound, (row) => row.sku ?? '')) {
    const [first] = twins;
    if (!first || twins.length === 1) continue;
    const owner = twins.find(({ key }) => key === known.get(sku)?.key);
    const taken = owner ?? (await prefer(twins)) ?? first;
    for (const { key, problems } of twins) if (key !== taken.key) problems.push(refuseNumber(mapping, sku, taken.key));
  }
}

export const refuseNumber = (mapping: ResolvedMapping, sku: string, otherKey: string | null) =>
  finding(columnOf(mapping, 'sku'), 'legacy.duplicateNumber', { number: sku, other: otherKey }, sku);
