import { f } from '#kernel/contract/index.ts';
import { AskedField, idFor, idIn, useMay, usePage, useReference, useSetSearch, useText } from '#kernel/web/index.ts';
import { role } from '#modules/identity/contract/index.ts';
import { managesPreferences } from '../../contract/index.ts';
import classes from '../pages.module.css';
import { ChannelTable } from './ChannelTable.tsx';
import { usePreferences } from './use-preferences.ts';

/** How one wants to be told of what; for administrators also how the users of a role are told (PRD-WSR-23). */
export default function PreferencesPage() {
  const { t } = useText();
  const may = useMay();
  const title = t('notification.preferences.title');
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{title}</h1>
      </header>
      <p className={classes.quiet}>{t('notification.preferences.intro')}</p>
      <MailHint />
      <ChannelTable caption={title} />
      {may(managesPreferences) && may(`${role.name}:read`) && <OfRole />}
    </article>
  );
}

/** Mail needs an address, and a house that sends some. */
function MailHint() {
  const { t } = useText();
  const { data } = usePreferences(undefined);
  if (!data) return null;
  if (!data.sendsMail) return <p className={classes.quiet}>{t('notification.preferences.noMail')}</p>;
  return (
    <p className={classes.quiet}>
      {data.mailTo
        ? t('notification.preferences.mailTo', { address: data.mailTo })
        : t('notification.preferences.noAddress')}
    </p>
  );
}

/** How a role is asked for. */
const question = { name: 'notification.preferences', fields: { role: f.ref(role.name) } };

function OfRole() {
  const { t } = useText();
  const { search } = usePage();
  const setSearch = useSetSearch();
  const asked = idIn(search.role);
  const chosen = useReference(role, asked);
  return (
    <section className={classes.section} aria-labelledby="of-role">
      <h2 id="of-role" className={classes.heading}>
        {t('notification.preferences.ofRole')}
      </h2>
      <p className={classes.quiet}>{t('notification.preferences.ofRole.intro')}</p>
      <div className={classes.role}>
        <AskedField
          label={t('identity.role')}
          resource={question}
          field="role"
          value={chosen}
          onChange={(value) => setSearch({ role: idFor(value) })}
        />
      </div>
      {asked !== null && <ChannelTable key={asked} role={asked} caption={chosen?.title ?? t('identity.role')} />}
    </section>
  );
}
