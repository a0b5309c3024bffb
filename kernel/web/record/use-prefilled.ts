import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AnyResource, FieldSpec } from '../../contract/index.ts';
import { keys } from '../api/keys.ts';
import { request } from '../api/request.ts';
import type { PickItem } from '../api/use-pick.ts';
import { usePage } from '../navigation/PageLink.tsx';
import { useRegistry } from '../registry.tsx';

function plainValue(spec: FieldSpec, text: string): unknown {
  if (spec.kind === 'bool') return text === 'true';
  return spec.kind === 'int' ? Number(text) : text;
}

const notFromLinks = new Set(['lines', 'refs', 'ref', 'file', 'json', 'translated']);

/** Values a link to the page of a new record brings along: `/sales/orders/new?customer=12&note=…`. */
export function usePrefilled(resource: AnyResource): Record<string, unknown> {
  const { search } = usePage();
  const registry = useRegistry();
  const given = useMemo(
    () =>
      Object.entries(search).flatMap(([name, text]) => {
        const spec = resource.fields[name];
        return spec && !spec.readOnly ? [{ name, text, spec }] : [];
      }),
    [search, resource],
  );
  const references = given.flatMap(({ name, text, spec }) => {
    const target = spec.kind === 'ref' ? registry.resource(spec.target) : undefined;
    return target && /^\d+$/.test(text) ? [{ name, id: text, target }] : [];
  });
  const found = useQueries({
    queries: references.map(({ name, id, target }) => ({
      queryKey: [...keys.pick(target.name, `id=${id}`), 'prefilled', name],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const { items } = await request<{ items: PickItem[] }>(`${target.path}/pick?id=${id}`, { signal });
        return { name, item: items[0] };
      },
      staleTime: 300_000,
    })),
    combine: (results) => results.flatMap(({ data }) => (data?.item ? [{ name: data.name, item: data.item }] : [])),
  });
  return useMemo(() => {
    const plain = given.filter(({ spec }) => !notFromLinks.has(spec.kind));
    return {
      ...Object.fromEntries(plain.map(({ name, text, spec }) => [name, plainValue(spec, text)])),
      ...Object.fromEntries(found.map(({ name, item }) => [name, item])),
    };
  }, [given, found]);
}
