import { I18nProvider } from '@lingui/react';
import { lazyPart } from '#kernel/web/lazy.tsx';
import { usePage } from '#kernel/web/navigation/PageLink.tsx';
import { ErrorBoundary } from '#kernel/web/parts/ErrorBoundary.tsx';
import { i18n } from './i18n/load-language.ts';
import { SessionGate } from './SessionGate.tsx';

const SetUpPage = lazyPart(() => import('./pages/SetUpPage.tsx'));
const SetPasswordPage = lazyPart(() => import('./pages/SetPasswordPage.tsx'));

/** The few pages that somebody sees who is not signed in, and the gate to all others. */
export function Pages() {
  const { path } = usePage();
  const Page = path === 'set-up' ? SetUpPage : path === 'set-password' ? SetPasswordPage : SessionGate;
  return (
    <I18nProvider i18n={i18n}>
      <ErrorBoundary scope={path}>
        <Page />
      </ErrorBoundary>
    </I18nProvider>
  );
}

/** Without messages there is no language to say it in: both. */
export function NotLoaded() {
  return (
    <main role="alert" style={{ padding: 32 }}>
      <p lang="de">Kontor konnte nicht geladen werden. Bitte laden Sie die Seite neu.</p>
      <p lang="en">Kontor could not be loaded. Please reload the page.</p>
    </main>
  );
}
