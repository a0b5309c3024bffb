import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setSignedOutHandler } from '#kernel/web/api/request.ts';
import { sessionQuery } from '#kernel/web/api/session.ts';
import { lazyPart } from '#kernel/web/lazy.tsx';
import { Fault } from '#kernel/web/parts/Fault.tsx';
import { readStored } from '#kernel/web/stored.ts';
import { AddedFields } from './AddedFields.tsx';
import { waitForSignIn } from './session-lost.ts';

const Shell = lazyPart(() => import('./shell/Shell.tsx'));
const SignInPage = lazyPart(() => import('./pages/SignInPage.tsx'));
// Whoever was signed in last time mostly still is: the shell is fetched while the server is asked.
if (readStored('signedIn', false)) void Shell.preload();

/**
 * The shell for who is signed in, the sign-in page for all others, at the same URL: after signing in, the page that was
 * asked for is simply there.
 */
export function SessionGate() {
  const client = useQueryClient();
  const { data: session, error, refetch } = useQuery(sessionQuery);
  useEffect(() => {
    setSignedOutHandler(() => (client.getQueryData(sessionQuery.queryKey) ? waitForSignIn() : Promise.resolve(false)));
  }, [client]);
  if (session)
    return (
      <AddedFields>
        <Shell />
      </AddedFields>
    );
  if (session === null) return <SignInPage />;
  return error ? <Fault error={error} onRetry={() => void refetch()} /> : null;
}
