import { useQuery } from '@tanstack/react-query';
import type { AnyRow } from '#kernel/web/api/rows.ts';
import { recordQueryOptions } from '#kernel/web/api/use-record.ts';
import { insideSentence } from '#kernel/web/i18n/labels.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { titleOf } from '#kernel/web/list/row-title.ts';
import { PageLink, usePage } from '#kernel/web/navigation/PageLink.tsx';
import { useRegistry } from '#kernel/web/registry.tsx';
import classes from './TopBar.module.css';

interface Crumb {
  label: string;
  path?: string;
}

/** Where am I: module, list, record. */
export function Breadcrumb() {
  const text = useText();
  const { t } = text;
  const registry = useRegistry();
  const { path } = usePage();
  const found = registry.resolve(path);
  const record = found?.kind === 'record' ? found : null;
  const { data: row } = useQuery({
    ...recordQueryOptions<AnyRow>(record?.resource ?? { name: '', path: '' }, record?.id ?? 0),
    enabled: false,
  });
  const crumbs: Crumb[] = [];
  if (found?.kind === 'page') crumbs.push({ label: t(`module.${found.page.module}`) }, { label: t(found.page.title) });
  else if (found) {
    const { resource } = found;
    crumbs.push(
      { label: t(`module.${resource.module}`) },
      { label: t(`${resource.name}.plural`), ...(found.kind === 'list' ? {} : { path: resource.path }) },
    );
    if (found.kind === 'create')
      crumbs.push({ label: t('web.list.newOne', { one: insideSentence(t(resource.name), text) }) });
    if (record && row) crumbs.push({ label: titleOf(resource, row, text) });
  }
  return (
    <nav aria-label={t('web.shell.breadcrumb')} className={classes.crumbs}>
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={`${String(index)} ${crumb.label}`} aria-current={index === crumbs.length - 1 ? 'page' : undefined}>
            {crumb.path ? <PageLink path={crumb.path}>{crumb.label}</PageLink> : crumb.label}
          </li>
        ))}
      </ol>
    </nav>
  );
}
