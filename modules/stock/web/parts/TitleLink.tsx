import type { Reference } from '#kernel/contract/index.ts';
import { PageLink, useText } from '#kernel/web/index.ts';

/** A record as a link, by its title; `path` is that of its resource. */
export function TitleLink({ path, to }: { path: string; to: Reference | null }) {
  const { t } = useText();
  if (!to) return null;
  return <PageLink path={`${path}/${to.id}`}>{to.title ?? t('web.ref.hidden')}</PageLink>;
}
