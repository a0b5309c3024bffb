import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { languages } from '#kernel/contract/index.ts';
import { signOut, useRememberLanguage, useSession } from '#kernel/web/api/session.ts';
import { confirm } from '#kernel/web/dialogs/dialogs.ts';
import { notify } from '#kernel/web/dialogs/notify.ts';
import { discardQuestion, hasUnsavedWork } from '#kernel/web/form/use-leave-guard.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { useGo, useLanguageSwitch } from '#kernel/web/navigation/PageLink.tsx';
import { faultText } from '#kernel/web/parts/Fault.tsx';
import { IconButton } from '#kernel/web/parts/IconButton.tsx';
import {
  IconKeyboard,
  IconMenu,
  IconMoon,
  IconSearch,
  IconSignOut,
  IconSun,
  IconSunMoon,
  IconUser,
} from '#kernel/web/parts/icons.ts';
import { keysText } from '#kernel/web/parts/keys-text.ts';
import { MenuButton } from '#kernel/web/parts/MenuButton.tsx';
import { useRegistry } from '#kernel/web/registry.tsx';
import { writeStored } from '#kernel/web/stored.ts';
import { Breadcrumb } from './Breadcrumb.tsx';
import { JobsButton } from './JobsButton.tsx';
import classes from './TopBar.module.css';

interface TopBarProps {
  onMenu: () => void;
  onSearch: () => void;
  onShortcuts: () => void;
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase();

export function TopBar({ onMenu, onSearch, onShortcuts }: TopBarProps) {
  const { t } = useText();
  const { modules } = useRegistry();
  return (
    <header className={classes.bar}>
      <span className={classes.menuButton}>
        <IconButton label={t('web.shell.openMenu')} onClick={onMenu}>
          <IconMenu size={18} />
        </IconButton>
      </span>
      <Breadcrumb />
      <button
        type="button"
        className={classes.search}
        onClick={onSearch}
        aria-label={t('web.palette.open')}
        aria-keyshortcuts="Control+K"
      >
        <IconSearch size={15} aria-hidden />
        <span>{t('web.palette.short')}</span>
        <kbd aria-hidden>{keysText('mod+k')}</kbd>
      </button>
      <JobsButton />
      {modules
        .flatMap(({ web }) => web?.bar ?? [])
        .map(({ name, Part }) => (
          <span key={name} className={classes.part}>
            <Part />
          </span>
        ))}
      <LanguageButton />
      <UserButton onShortcuts={onShortcuts} />
    </header>
  );
}

function LanguageButton() {
  const { t, language } = useText();
  const switchTo = useLanguageSwitch();
  const remember = useRememberLanguage();
  return (
    <MenuButton
      trigger={
        <IconButton label={t('web.language')}>
          <span className={classes.language}>{language.toUpperCase()}</span>
        </IconButton>
      }
      items={languages.map((other) => ({
        label: t(`web.language.${other}`),
        checked: other === language,
        run: () => {
          switchTo(other);
          remember(other);
        },
      }))}
    />
  );
}

function UserButton({ onShortcuts }: Pick<TopBarProps, 'onShortcuts'>) {
  const text = useText();
  const { t } = text;
  const client = useQueryClient();
  const user = useSession()?.user;
  const go = useGo();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = async () => {
    if (hasUnsavedWork() && !(await confirm(discardQuestion(text)))) return;
    writeStored('signedIn', null);
    await signOut(client);
  };
  const scheme = (name: 'light' | 'dark' | 'auto', icon: React.ReactNode) => ({
    label: t(`web.scheme.${name}`),
    icon,
    note: colorScheme === name ? '✓' : '',
    run: () => setColorScheme(name),
  });
  return (
    <MenuButton
      trigger={
        <IconButton label={t('web.shell.user', { name: user?.displayName ?? '' })} radius="xl">
          <span className={classes.avatar}>{initials(user?.displayName ?? '')}</span>
        </IconButton>
      }
      items={() => [
        { heading: user?.displayName ?? '' },
        { label: t('web.account'), icon: <IconUser size={16} />, run: () => go('identity/account') },
        'line',
        { heading: t('web.scheme') },
        scheme('light', <IconSun size={16} />),
        scheme('dark', <IconMoon size={16} />),
        scheme('auto', <IconSunMoon size={16} />),
        'line',
        { label: t('web.shortcuts.title'), icon: <IconKeyboard size={16} />, note: '?', run: onShortcuts },
        {
          label: t('web.signOut'),
          icon: <IconSignOut size={16} />,
          run: () => void leave().catch((error) => notify({ tone: 'wrong', text: faultText(error, text).title })),
        },
      ]}
    />
  );
}
