import { useText } from '#kernel/web/i18n/text.ts';
import { PageLink, usePage } from '#kernel/web/navigation/PageLink.tsx';
import { IconButton } from '#kernel/web/parts/IconButton.tsx';
import { IconChevronDown, IconCollapse, IconExpand, IconHome } from '#kernel/web/parts/icons.ts';
import { keysText } from '#kernel/web/parts/keys-text.ts';
import { useStored } from '#kernel/web/stored.ts';
import { Mark } from './Mark.tsx';
import classes from './ModuleMenu.module.css';
import type { MenuGroup } from './menu.ts';

interface ModuleMenuProps {
  groups: readonly MenuGroup[];
  narrow: boolean;
  onNarrow: (narrow: boolean) => void;
  onNavigate: () => void;
}

/** The modules and their lists; which are open, and whether only icons show, is remembered. */
export function ModuleMenu({ groups, narrow, onNarrow, onNavigate }: ModuleMenuProps) {
  const { t } = useText();
  const { path } = usePage();
  const [open, setOpen] = useStored<Record<string, boolean>>('menu', {});
  const isHere = (link: string) => path === link || path.startsWith(`${link}/`);
  return (
    <nav className={classes.menu} data-narrow={narrow || undefined} aria-label={t('web.shell.menu')}>
      <div className={classes.brand}>
        <PageLink path="" className={classes.home} onClick={onNavigate} aria-label={t('web.home.title')}>
          <Mark size={24} />
          <span className={classes.text}>Kontor</span>
        </PageLink>
      </div>
      <div className={classes.groups}>
        <PageLink
          path=""
          className={classes.top}
          onClick={onNavigate}
          aria-current={path === '' ? 'page' : undefined}
          data-tip={narrow ? t('web.home.title') : undefined}
        >
          <IconHome size={17} stroke={1.6} aria-hidden />
          <span className={classes.text}>{t('web.home.title')}</span>
        </PageLink>
        {groups.map(({ module, label, icon: ModuleIcon, links, letter }) => {
          const here = links.some((link) => isHere(link.path));
          const opened = !narrow && (open[module] ?? here);
          return (
            <section key={module} className={classes.group}>
              <button
                type="button"
                className={classes.top}
                aria-expanded={opened}
                data-here={here || undefined}
                data-tip={narrow ? label : undefined}
                data-keys={narrow && letter ? keysText(`g ${letter}`) : undefined}
                onClick={() => {
                  if (narrow) onNarrow(false);
                  setOpen({ ...open, [module]: narrow || !opened });
                }}
              >
                <ModuleIcon size={17} stroke={1.6} aria-hidden />
                <span className={classes.text}>{label}</span>
                <IconChevronDown size={14} className={classes.chevron} aria-hidden />
              </button>
              {opened && (
                <ul className={classes.links}>
                  {links.map((link) => (
                    <li key={link.path}>
                      <PageLink
                        path={link.path}
                        className={classes.link}
                        onClick={onNavigate}
                        aria-current={isHere(link.path) ? 'page' : undefined}
                      >
                        {link.label}
                      </PageLink>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          );
        })}
      </div>
      <div className={classes.foot}>
        <IconButton label={t(narrow ? 'web.shell.expand' : 'web.shell.collapse')} onClick={() => onNarrow(!narrow)}>
          {narrow ? <IconExpand size={17} /> : <IconCollapse size={17} />}
        </IconButton>
      </div>
    </nav>
  );
}
