import { useQuery } from '@tanstack/react-query';
import type { Suggests } from '../../contract/index.ts';
import { keys } from '../api/keys.ts';
import { request } from '../api/request.ts';
import type { AnyRow } from '../api/rows.ts';
import { useMay } from '../api/session.ts';
import type { Beside } from '../fields/field-parts.ts';
import { matching } from '../form/beside.ts';
import { useRegistry } from '../registry.tsx';
import { type Suggestion, suggestionsIn } from './suggestions.ts';

const none: Suggests = { from: '', field: '', match: {} };

/** What may be meant by a text, beside what has been entered around it; nothing where the reader may not see it. */
export function useSuggestions(
  suggests: Suggests = none,
  beside: Beside | undefined,
  typed: string,
): { items: readonly Suggestion[]; isComing: boolean } {
  const { from, field, amount } = suggests;
  const target = useRegistry().resource(from);
  const may = useMay();
  const where = matching(suggests.match, beside);
  const params = new URLSearchParams({ fields: amount ? `${field},${amount}` : field, limit: '200' });
  for (const [name, value] of Object.entries(where ?? {})) params.set(`filter[${name}]`, String(value));
  if (amount) params.set(`filter[${amount}][gte]`, '0.000001');
  const { data, isLoading } = useQuery({
    queryKey: keys.list(from, `suggested ${params}`),
    queryFn: ({ signal }) => request<{ items: AnyRow[] }>(`${target?.path}?${params}`, { signal }),
    enabled: target !== undefined && where !== null && may(`${from}:read`),
    staleTime: 10_000,
  });
  return { items: suggestionsIn(data?.items ?? [], suggests, typed), isComing: isLoading };
}
