import { I18nProvider } from '@lingui/react';
import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { isLanguage } from '#kernel/contract/index.ts';
import { lazyPart } from '#kernel/web/lazy.tsx';
import { parseSearch, stringifySearch } from '#kernel/web/navigation/search-params.ts';
import { PageFault } from '#kernel/web/parts/ErrorBoundary.tsx';
import { activateLanguage, i18n, preferredLanguage } from './i18n/load-language.ts';
import { PageOutlet } from './PageOutlet.tsx';
import { SessionGate } from './SessionGate.tsx';

const SetUpPage = lazyPart(() => import('./pages/SetUpPage.tsx'));
const SetPasswordPage = lazyPart(() => import('./pages/SetPasswordPage.tsx'));
const HomePage = lazyPart(() => import('./pages/HomePage.tsx'));

function InLanguage() {
  return (
    <I18nProvider i18n={i18n}>
      <Outlet />
    </I18nProvider>
  );
}

/** Without messages there is no language to say it in: both. */
function NotLoaded() {
  return (
    <main role="alert" style={{ padding: 32 }}>
      <p lang="de">Kontor konnte nicht geladen werden. Bitte laden Sie die Seite neu.</p>
      <p lang="en">Kontor could not be loaded. Please reload the page.</p>
    </main>
  );
}

const root = createRootRoute({ component: Outlet });

const language = createRoute({
  getParentRoute: () => root,
  path: '$language',
  beforeLoad: async ({ params, location }) => {
    // A path without language, as somebody may have written it down: the same page in the preferred one.
    if (!isLanguage(params.language))
      throw redirect({ href: `/${preferredLanguage()}${location.href}`, replace: true });
    await activateLanguage(params.language);
  },
  component: InLanguage,
  errorComponent: NotLoaded,
});
const setUp = createRoute({ getParentRoute: () => language, path: 'set-up', component: SetUpPage });
const setPassword = createRoute({
  getParentRoute: () => language,
  path: 'set-password',
  component: SetPasswordPage,
});
const signedIn = createRoute({ getParentRoute: () => language, id: 'signed-in', component: SessionGate });
const home = createRoute({ getParentRoute: () => signedIn, path: '/', component: HomePage });
const page = createRoute({ getParentRoute: () => signedIn, path: '$', component: PageOutlet });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: `/${preferredLanguage()}`, replace: true });
  },
});

export function createAppRouter() {
  return createRouter({
    routeTree: root.addChildren([
      start,
      language.addChildren([setUp, setPassword, signedIn.addChildren([home, page])]),
    ]),
    parseSearch,
    stringifySearch,
    defaultPreload: false,
    scrollRestoration: false,
    defaultErrorComponent: ({ error, reset }) => <PageFault error={error} onRetry={reset} />,
  });
}
