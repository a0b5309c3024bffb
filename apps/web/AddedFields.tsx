import { queryOptions, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { keys } from '#kernel/web/api/keys.ts';
import { request } from '#kernel/web/api/request.ts';
import { extendRegistry, RegistryProvider, useRegistry } from '#kernel/web/registry.tsx';
import { type CustomFields, customField } from '#modules/customizing/contract/index.ts';
import { addMessages } from './i18n/load-language.ts';

/** Under the key of the lists of these fields: whoever changes one, by whatever page, changes the forms of all. */
export const addedFieldsQuery = queryOptions({
  queryKey: keys.list(customField.name, 'declarations'),
  queryFn: async () => {
    const told = await request<CustomFields>('customizing/declarations');
    // Before the fields themselves are drawn.
    addMessages(told.messages);
    return told;
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** The pages within know the fields that this firm has added as if they were declared. */
export function AddedFields({ children }: { children: ReactNode }) {
  const declared = useRegistry();
  const { data, isPending } = useQuery(addedFieldsQuery);
  const registry = useMemo(() => (data ? extendRegistry(declared, data.fields) : declared), [declared, data]);
  // Nothing is drawn twice; when the server does not say, what is declared has to do.
  return isPending ? null : <RegistryProvider registry={registry}>{children}</RegistryProvider>;
}
