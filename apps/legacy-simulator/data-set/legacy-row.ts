/** Anything that 4D's REST server puts into a row. */
export type LegacyValue = string | number | boolean | null | LegacyValue[] | { [name: string]: LegacyValue };

export type LegacyAttributes = { [attribute: string]: LegacyValue };

/** A row as it goes over the wire. `__KEY` is always a string, `__TIMESTAMP` ISO with milliseconds in UTC. */
export type LegacyRow = LegacyAttributes & { __KEY: string; __TIMESTAMP: string; __STAMP: number };

export type AttributeType = 'string' | 'long' | 'number' | 'bool' | 'date' | 'object';

/** One 4D table: `attributes` in the order of the catalogue and of the JSON, `key` the attribute behind `__KEY`. */
export interface LegacyTable {
  name: string;
  key: string;
  attributes: Record<string, AttributeType>;
  rows: LegacyRow[];
}

/** What 4D writes for an empty date. */
export const emptyDate = '0!0!0';

/** The date part of an instant as 4D writes it: day!month!year, unpadded. */
export function toLegacyDate(instant: Date): string {
  return `${instant.getUTCDate()}!${instant.getUTCMonth() + 1}!${instant.getUTCFullYear()}`;
}

/** The time part of an instant as 4D writes it: milliseconds since midnight. */
export function toLegacyTime(instant: Date): number {
  return instant.getTime() % 86_400_000;
}

/** Who created and changed a row: the wrapper that every table of the legacy system carries. */
export const stampAttributes: Record<string, AttributeType> = {
  created_name: 'string',
  created_date: 'date',
  created_time: 'long',
  modified_name: 'string',
  modified_date: 'date',
  modified_time: 'long',
};
