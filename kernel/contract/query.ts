/** One condition on a field. `in` takes several values; `empty` asks for rows without (or with) a value. */
export const filterOperators = ['eq', 'ne', 'gte', 'lte', 'in', 'contains', 'empty'] as const;
export type FilterOperator = (typeof filterOperators)[number];

export interface Filter {
  field: string;
  operator: FilterOperator;
  /** As written in the URL: decimals as decimal strings, dates as ISO dates, ids as digits. */
  value: string;
}

export interface ListQuery {
  /** Words that the record's searchable fields contain, in any order, as prefixes. */
  q?: string;
  filters?: readonly Filter[];
  /** `field` or `-field`. */
  sort?: string;
  /** 1–200, default 50. */
  limit?: number;
  cursor?: string;
  /** Only these fields. */
  fields?: readonly string[];
  /** Count all matches instead of stopping at 1,000. */
  countAll?: boolean;
}

export interface ListResult<T> {
  items: T[];
  /** Cursor of the next page, null at the end. */
  next: string | null;
  total: number;
  /** False when there are more than `total` matches. */
  totalExact: boolean;
}

/** `{ 'filter[state]': 'draft', 'filter[total][gte]': '100' }` ↔ filters; the one spelling of filters in URLs. */
export function filterParam(filter: Filter): [string, string] {
  const operator = filter.operator === 'eq' ? '' : `[${filter.operator}]`;
  return [`filter[${filter.field}]${operator}`, filter.value];
}

const filterPattern = /^filter\[(\w+)\](?:\[(\w+)\])?$/;

/** The filter a URL parameter stands for, or null when it is none. Unknown operators stay as written and are refused later. */
export function parseFilterParam(name: string, value: string): Filter | null {
  const match = filterPattern.exec(name);
  if (!match?.[1]) return null;
  return { field: match[1], operator: (match[2] ?? 'eq') as FilterOperator, value };
}
