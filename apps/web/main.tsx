import './styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from '#kernel/web/api/api-problem.ts';
import { sessionQuery } from '#kernel/web/api/session.ts';
import { openDialog } from '#kernel/web/dialogs/dialogs.ts';
import { createRegistry, RegistryProvider } from '#kernel/web/registry.tsx';
import { readStored } from '#kernel/web/stored.ts';
import { addedFieldsQuery } from './AddedFields.tsx';
import { modules } from './modules.ts';
import { NotLoaded, Pages } from './Pages.tsx';
import { startPages } from './start-pages.ts';
import { cssVariables, theme } from './theme.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The server stands in the same building: whether the internet is there says nothing about it.
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status < 500),
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always' },
  },
});
const registry = createRegistry(modules, (resource, title) =>
  openDialog(() => import('#kernel/web/record/CreateDialog.tsx'), { resource, title }),
);
void client.prefetchQuery(sessionQuery);
if (readStored('signedIn', false)) void client.prefetchQuery(addedFieldsQuery);

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no element with the id root');
const root = createRoot(place);
startPages().then(
  () =>
    root.render(
      <StrictMode>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          <QueryClientProvider client={client}>
            <RegistryProvider registry={registry}>
              <Pages />
            </RegistryProvider>
          </QueryClientProvider>
        </MantineProvider>
      </StrictMode>,
    ),
  () => root.render(<NotLoaded />),
);
