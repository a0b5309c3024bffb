import './styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from '#kernel/web/api/api-problem.ts';
import { sessionQuery } from '#kernel/web/api/session.ts';
import { openDialog } from '#kernel/web/dialogs/dialogs.ts';
import { createRegistry, RegistryProvider } from '#kernel/web/registry.tsx';
import { readStored } from '#kernel/web/stored.ts';
import { addedFieldsQuery } from './AddedFields.tsx';
import { modules } from './modules.ts';
import { createAppRouter } from './router.tsx';
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
const router = createAppRouter();
void client.prefetchQuery(sessionQuery);
if (readStored('signedIn', false)) void client.prefetchQuery(addedFieldsQuery);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <RegistryProvider registry={registry}>
          <RouterProvider router={router} />
        </RegistryProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
