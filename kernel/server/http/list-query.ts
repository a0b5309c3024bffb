import { z } from 'zod';
import {
  type Filter,
  filterOperators,
  isListable,
  kernelErrors,
  type ListQuery,
  parseFilterParam,
} from '#kernel/contract/index.ts';
import type { Served } from '../served.ts';

export const digits = z.string().regex(/^\d{1,15}$/);

const listParameters = {
  q: z.string().max(200).optional(),
  sort: z.string().max(80).optional(),
  limit: digits.optional(),
  cursor: z.string().max(2000).optional(),
  fields: z.string().max(2000).optional(),
  count: z.enum(['all']).optional(),
};

/** The query string of a list: fixed parameters and one parameter per filter. */
export const listQuerySchema = (served: Served) => {
  const filters = served.fields
    .filter((field) => isListable(field.spec))
    .flatMap((field) =>
      ['', ...filterOperators.filter((operator) => operator !== 'eq').map((operator) => `[${operator}]`)].map(
        (suffix) => [`filter[${field.name}]${suffix}`, z.string().max(500).optional()] as const,
      ),
    );
  return z
    .object({
      ...listParameters,
      'filter[id]': z.string().optional(),
      'filter[id][in]': z.string().optional(),
      ...Object.fromEntries(filters),
    })
    .catchall(z.string().max(500));
};

/** URL parameters → list query; a parameter that is none is refused, so that a misspelt filter never shows everything. */
export function readListQuery(query: Record<string, unknown>): ListQuery {
  const filters: Filter[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (Object.hasOwn(listParameters, name) || value === undefined) continue;
    const filter = parseFilterParam(name, String(value));
    if (!filter) throw kernelErrors.invalidFilter({ field: name, operator: '' });
    filters.push(filter);
  }
  const { q, sort, limit, cursor, fields, count } = query as Record<string, string | undefined>;
  return {
    filters,
    ...(q !== undefined && { q }),
    ...(sort !== undefined && { sort }),
    ...(limit !== undefined && { limit: Math.max(1, Number(limit)) }),
    ...(cursor !== undefined && { cursor }),
    ...(fields !== undefined && { fields: fields.split(',') }),
    countAll: count === 'all',
  };
}
