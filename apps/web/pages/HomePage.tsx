import { useMay, useSession } from '#kernel/web/api/session.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { PageLink } from '#kernel/web/navigation/PageLink.tsx';
import { visitsOf } from '#kernel/web/navigation/visits.ts';
import { usePageTitle } from '#kernel/web/parts/page-title.ts';
import { useRegistry } from '#kernel/web/registry.tsx';
import { useMenu } from '../shell/menu.ts';
import classes from './HomePage.module.css';

const greetingAt = (hour: number) => (hour < 11 ? 'morning' : hour < 18 ? 'day' : 'evening');
const shownVisits = 8;

/** Where the day begins: what was open last, and everything the user may do. */
export default function HomePage() {
  const { t } = useText();
  const session = useSession();
  const may = useMay();
  const menu = useMenu();
  const { modules } = useRegistry();
  const visits = visitsOf(session?.user.id).slice(0, shownVisits);
  usePageTitle(t('web.home.title'));
  const parts = modules.flatMap((module) =>
    (module.web?.home ?? [])
      .filter((part) => may(part.permission))
      .map((part) => ({ ...part, module: module.contract.module.name })),
  );
  return (
    <div className={classes.page}>
      <h1 className={classes.greeting}>
        {t(`web.home.${greetingAt(new Date().getHours())}`, { name: session?.user.displayName ?? '' })}
      </h1>
      {parts.map(({ name, module, Part }) => (
        <section key={`${module}.${name}`}>
          <h2 className={classes.heading}>{t(`${module}.home.${name}`)}</h2>
          <Part />
        </section>
      ))}
      {visits.length > 0 && (
        <section>
          <h2 className={classes.heading}>{t('web.palette.recent')}</h2>
          <ul className={classes.visits}>
            {visits.map((visit) => (
              <li key={visit.path}>
                <PageLink path={visit.path} className={classes.visit}>
                  <span className={classes.name}>{visit.title}</span>
                  <span className={classes.note}>{visit.subtitle}</span>
                  <span className={classes.kind}>{t(visit.resource)}</span>
                </PageLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 className={classes.heading}>{t('web.home.modules')}</h2>
        {menu.length === 0 && <p>{t('web.home.nothing')}</p>}
        <div className={classes.modules}>
          {menu.map(({ module, label, icon: ModuleIcon, links }) => (
            <div key={module} className={classes.module}>
              <h3 className={classes.name}>
                <ModuleIcon size={17} stroke={1.6} aria-hidden />
                {label}
              </h3>
              <ul>
                {links.map((link) => (
                  <li key={link.path}>
                    <PageLink path={link.path}>{link.label}</PageLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </section>
    </div>
  );
}
