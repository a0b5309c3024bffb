import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import { keys } from '../api/keys.ts';
import { request } from '../api/request.ts';
import type { PickItem } from '../api/use-pick.ts';
import { usePage } from '../navigation/PageLink.tsx';
import { useRegistry } from '../registry.tsx';

/** Values a link to the page of a new record brings along: `/sales/orders/new?customer=12&note=…`. */
export function usePrefilled(resource: AnyResource): Record<string, unknown> {
  const { search } = usePage();
  const registry = useRegistry();
  const given = useMemo(
    () => Object.entries(search).flatMap(([name, value]) => {
      const spec = resource.fields[name];
      return spec && !spec.readOnly ? [{ name, value, spec, target: registry.resource(spec.kind === 'ref' ? spec.target : undefined) }] : [];
    }),
    [search, resource, registry],
  );
  const refs = given.flatMap(({ name, value, target }) => (target ? [{ name, value, target }] : []));
  const titles = useQueries({
    queries: refs.map(({ value, target }) => ({
      queryKey: keys.pick(target.name, `id=${value}`),
      queryFn: () => request<{ items: PickItem[] }>(`${target.path}/pick?id=${value}`),
      staleTime: 300_000,
    })),
    combine: (results) => results.map((result) => result.data?.items[0]?.title ?? '…').join('\n'),
  });
  return useMemo(() => {
    const values: Record<string, unknown> = {};
    for (const { name, value, spec, target } of given) {
      if (target) values[name] = { id: Number(value), title: titles.split('\n')[refs.findIndex((ref) => ref.name === name)] ?? '…' };
      else if (spec.kind === 'bool') values[name] = value === 'true';
      else if (spec.kind === 'int') values[name] = Number(value);
      else if (spec.kind !== 'lines' && spec.kind !== 'refs') values[name] = value;
    }
    return values;
    // biome-ignore lint/correctness/useExhaustiveDependencies: the references follow from what is given
  }, [given, titles]);
}
