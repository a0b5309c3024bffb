/** How a bulk change treats the value there is: replaces it, adds to it (tags, amounts), takes from it (tags), raises it by percent. */
export const changeRules = ['set', 'add', 'remove', 'percent'] as const;
export type ChangeRule = (typeof changeRules)[number];

/** Most records changed by one rule at once. */
export const mostChanged = 5000;
/** Most rows a preview shows. */
export const mostShown = 200;

/** What the rule does, or would do: `POST catalog/variants/change`, `POST catalog/products/change`. */
export interface BulkChange {
  /** Records that get another value. */
  changed: number;
  /** Records that have the value already, or none that could be raised. */
  unchanged: number;
  /** The first of those that change; values as on the wire. */
  rows: { id: number; title: string; before: unknown; after: unknown }[];
}
