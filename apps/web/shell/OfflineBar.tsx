import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { probe, useReachable } from '#kernel/web/api/reachable.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { IconOffline } from '#kernel/web/parts/icons.ts';
import classes from './Shell.module.css';

const pause = 4_000;

/** Says that the server does not answer, and asks for it until it does; then everything shown is fetched again. */
export function OfflineBar() {
  const { t } = useText();
  const client = useQueryClient();
  const reachable = useReachable();
  useEffect(() => {
    if (reachable) return;
    const timer = setInterval(
      () => void probe().then((back) => (back ? client.invalidateQueries() : undefined)),
      pause,
    );
    return () => clearInterval(timer);
  }, [reachable, client]);
  return (
    <div role="status" className={classes.offlineSlot}>
      {!reachable && (
        <p className={classes.offline}>
          <IconOffline size={16} aria-hidden />
          {t('web.shell.offline')}
        </p>
      )}
    </div>
  );
}
