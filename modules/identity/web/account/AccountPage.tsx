import { useMay, useSession, useText } from '#kernel/web/index.ts';
import classes from './account.module.css';
import { OwnTokens } from './OwnTokens.tsx';
import { PasswordForm } from './PasswordForm.tsx';

/** Everybody's own account: the password, and the tokens of programs that act for one. */
export default function AccountPage() {
  const { t } = useText();
  const may = useMay();
  const user = useSession()?.user;
  return (
    <div className={classes.page}>
      <header>
        <h1 className={classes.title}>{t('identity.account.title')}</h1>
        <p className={classes.quiet}>
          {user?.displayName} · {user?.username}
        </p>
      </header>
      <section className={classes.section} aria-labelledby="account-password">
        <h2 id="account-password" className={classes.heading}>
          {t('identity.account.password')}
        </h2>
        <PasswordForm username={user?.username ?? ''} />
      </section>
      {user && may('identity.apiToken:create') && (
        <section className={classes.section} aria-labelledby="account-tokens">
          <h2 id="account-tokens" className={classes.heading}>
            {t('identity.apiToken.plural')}
          </h2>
          <OwnTokens user={user.id} />
        </section>
      )}
    </div>
  );
}
