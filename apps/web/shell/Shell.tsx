import { useEffect, useState } from 'react';
import { useSession } from '#kernel/web/api/session.ts';
import { DialogHost } from '#kernel/web/dialogs/DialogHost.tsx';
import { openDialog } from '#kernel/web/dialogs/dialogs.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { lazyPart, whenIdle } from '#kernel/web/lazy.tsx';
import { captureTyping } from '#kernel/web/navigation/capture-typing.ts';
import { useGo, usePage } from '#kernel/web/navigation/PageLink.tsx';
import { useShortcuts } from '#kernel/web/navigation/shortcuts.ts';
import { ErrorBoundary } from '#kernel/web/parts/ErrorBoundary.tsx';
import { PopoverPopup } from '#kernel/web/parts/PopoverButton.tsx';
import { useLiveCache } from '#kernel/web/realtime/use-live-cache.ts';
import { useRegistry } from '#kernel/web/registry.tsx';
import { useStored, writeStored } from '#kernel/web/stored.ts';
import { CreatePage, ListPage, PageOutlet, RecordPage } from '../PageOutlet.tsx';
import { useSessionLoss } from '../session-lost.ts';
import { useSessionEnd } from '../use-session-end.ts';
import { ModuleMenu } from './ModuleMenu.tsx';
import { useMenu } from './menu.ts';
import { OfflineBar } from './OfflineBar.tsx';
import classes from './Shell.module.css';
import { TopBar } from './TopBar.tsx';

const TipLayer = lazyPart(() => import('#kernel/web/parts/TipLayer.tsx'));
const NoticeHost = lazyPart(() => import('#kernel/web/dialogs/NoticeHost.tsx'));
const SignInDialog = lazyPart(() => import('./SignInDialog.tsx'));

const loadPalette = () => import('./Palette.tsx');

/** What is not needed for the first page, fetched while the user reads it. */
const laterParts = [RecordPage, ListPage, PopoverPopup, CreatePage];

/** Everything around the pages: menu, top bar, dialogs, notices, live updates. */
export default function Shell() {
  const { t } = useText();
  const go = useGo();
  const { path } = usePage();
  const registry = useRegistry();
  const session = useSession();
  const menu = useMenu();
  const [narrow, setNarrow] = useStored('menu.narrow', false);
  // The drawer is open over one page; another one, by a link or by going back, is what one wants to see.
  const [drawerOver, setDrawerOver] = useState<string | null>(null);
  const drawer = drawerOver === path;
  const setDrawer = (open: boolean) => setDrawerOver(open ? path : null);
  const [settled, setSettled] = useState(false);
  const { ended, waited } = useSessionLoss();
  useLiveCache(!ended, useSessionEnd());
  useEffect(() => {
    writeStored('signedIn', true);
    return whenIdle(() => {
      setSettled(true);
      for (const part of laterParts) void part.preload();
      // Whoever presses Ctrl+K types on at once.
      void loadPalette();
    });
  }, []);

  const search = () => void openDialog(loadPalette, { menu, typedBefore: captureTyping() });
  const shortcuts = () => void openDialog(() => import('./ShortcutSheet.tsx'), {});
  useShortcuts([
    { keys: 'mod+k', label: t('web.palette.open'), run: search },
    { keys: '?', label: t('web.shortcuts.title'), run: shortcuts },
    { keys: 'g h', label: t('web.home.title'), run: () => go('') },
    ...menu.flatMap(({ letter, label, links }) =>
      letter && links[0] ? [{ keys: `g ${letter}`, label, run: () => go(links[0]?.path ?? '') }] : [],
    ),
    ...(drawer ? [{ keys: 'esc', label: t('web.action.close'), run: () => setDrawer(false) }] : []),
  ]);
  const resolved = registry.resolve(path);
  const bare = resolved?.kind === 'page' && resolved.page.bare;
  const page = (
    <ErrorBoundary scope={path}>
      <PageOutlet />
    </ErrorBoundary>
  );
  return (
    <>
      {bare ? (
        <main className={classes.bare}>{page}</main>
      ) : (
        <div className={classes.shell}>
          <a href="#page" className={classes.skip}>
            {t('web.shell.skip')}
          </a>
          <div className={classes.side} data-open={drawer || undefined}>
            <ModuleMenu
              groups={menu}
              narrow={narrow && !drawer}
              onNarrow={setNarrow}
              onNavigate={() => setDrawer(false)}
            />
          </div>
          {drawer && (
            <button
              type="button"
              className={classes.veil}
              aria-label={t('web.action.close')}
              onClick={() => setDrawer(false)}
            />
          )}
          <div className={classes.content} inert={drawer}>
            <TopBar onMenu={() => setDrawer(true)} onSearch={search} onShortcuts={shortcuts} />
            <OfflineBar />
            <main id="page" className={classes.page} tabIndex={-1}>
              {page}
            </main>
          </div>
        </div>
      )}
      <DialogHost />
      {waited && session && <SignInDialog username={session.user.username} userId={session.user.id} />}
      {settled && (
        <>
          <TipLayer />
          <NoticeHost position="bottom-right" />
        </>
      )}
    </>
  );
}
