import { PageLink, useText } from '#kernel/web/index.ts';
import { useRegistry } from '#kernel/web/registry.tsx';
import type { SourceReference } from '../../contract/index.ts';
import classes from './demand.module.css';

/** The document that wants goods or has them. */
export function SourceLink({ source }: { source: SourceReference }) {
  const { t } = useText();
  const path = useRegistry().resource(source.resource)?.path;
  const title = source.title ?? t('web.ref.hidden');
  return (
    <>
      {path && source.title !== null ? <PageLink path={`${path}/${source.id}`}>{title}</PageLink> : title}{' '}
      <span className={classes.quiet}>{source.subtitle}</span>
    </>
  );
}
