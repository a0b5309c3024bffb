import { useText } from '#kernel/web/i18n/text.ts';
import { PageLink } from '#kernel/web/navigation/PageLink.tsx';
import { IconSearch } from '#kernel/web/parts/icons.ts';
import { Message } from '#kernel/web/parts/Message.tsx';
import { usePageTitle } from '#kernel/web/parts/page-title.ts';

export function NotFoundPage() {
  const { t } = useText();
  usePageTitle(t('web.notFound'));
  return (
    <Message
      icon={<IconSearch size={32} stroke={1.4} />}
      title={t('web.notFound')}
      actions={<PageLink path="">{t('web.notFound.home')}</PageLink>}
    >
      {t('web.notFound.body')}
    </Message>
  );
}
