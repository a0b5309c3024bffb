import { useQuery } from '@tanstack/react-query';
import { request } from '#kernel/web/api/request.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { usePageTitle } from '#kernel/web/parts/page-title.ts';
import { writeStored } from '#kernel/web/stored.ts';
import { EntryFrame } from './EntryFrame.tsx';
import { SignInForm } from './SignInForm.tsx';
import classes from './sign-in.module.css';

export default function SignInPage() {
  const { t } = useText();
  usePageTitle(t('web.signIn.title'));
  const { data } = useQuery({
    queryKey: ['set-up'],
    queryFn: () => request<{ open: boolean }>('identity/set-up'),
    retry: false,
  });
  return (
    <EntryFrame title={t('web.signIn.title')}>
      {data?.open && <p className={classes.note}>{t('web.signIn.setUpFirst')}</p>}
      <SignInForm onDone={() => writeStored('signedIn', true)} />
    </EntryFrame>
  );
}
