import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { askSession, forgetSession, sessionQuery } from '#kernel/web/api/session.ts';
import { hasUnsavedWork } from '#kernel/web/form/use-leave-guard.ts';
import { reconnect } from '#kernel/web/realtime/live.ts';
import { waitForSignIn } from './session-lost.ts';

/**
 * What to do when the server has closed the page's connection: who signed out in another tab sees the sign-in page here
 * too, unless something is typed that would be lost; it then stays, below the question to sign in again.
 */
export function useSessionEnd(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    const decide = async () => {
      const known = client.getQueryData(sessionQuery.queryKey);
      const session = await askSession();
      if (session && session.user.id === known?.user.id) return reconnect();
      if (hasUnsavedWork()) return void (await waitForSignIn());
      // Somebody else must not go on in the first one's page.
      if (session) return window.location.reload();
      forgetSession(client);
    };
    // The server does not answer at all: the connection is sought anew until it does.
    decide().catch(reconnect);
  }, [client]);
}
