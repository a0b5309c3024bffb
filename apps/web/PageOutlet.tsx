import { Suspense } from 'react';
import type { AnyResource } from '#kernel/contract/index.ts';
import { useMay } from '#kernel/web/api/session.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { lazyPart, useListTexts, withTexts } from '#kernel/web/lazy.tsx';
import { usePage } from '#kernel/web/navigation/PageLink.tsx';
import { IconForbidden } from '#kernel/web/parts/icons.ts';
import { Message } from '#kernel/web/parts/Message.tsx';
import { usePageTitle } from '#kernel/web/parts/page-title.ts';
import { type RegisteredPage, useRegistry } from '#kernel/web/registry.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';

const HomePage = lazyPart(() => import('./pages/HomePage.tsx'));
export const ListPage = lazyPart(() => import('#kernel/web/list/ListPage.tsx'));
export const RecordPage = lazyPart(withTexts(() => import('#kernel/web/record/RecordPage.tsx')));
export const CreatePage = lazyPart(withTexts(() => import('#kernel/web/record/CreatePage.tsx')));

/** The page a path stands for: a module's own, else the derived list, record or form of a resource. */
export function PageOutlet() {
  const { path } = usePage();
  const registry = useRegistry();
  const may = useMay();
  if (path === '') return <HomePage />;
  const found = registry.resolve(path);
  if (!found) return <NotFoundPage />;
  if (found.kind === 'page') return <OwnPage key={path} page={found.page} params={found.params} />;
  const { resource } = found;
  const permission = `${resource.name}:read`;
  if (!may(permission)) return <Forbidden permission={permission} />;
  const parts = registry.parts(resource.name);
  if (found.kind === 'list')
    return parts.list ? <parts.list /> : <DerivedList key={resource.name} resource={resource} />;
  if (found.kind === 'create')
    return parts.create ? <parts.create /> : <CreatePage key={resource.name} resource={resource} />;
  return parts.record ? (
    <parts.record key={path} id={found.id} />
  ) : (
    <RecordPage key={path} resource={resource} id={found.id} />
  );
}

/** The list once there is something to call its columns; code and words are fetched side by side. */
function DerivedList({ resource }: { resource: AnyResource }) {
  return (
    <Suspense>
      <ListInWords resource={resource} />
    </Suspense>
  );
}

function ListInWords({ resource }: { resource: AnyResource }) {
  void ListPage.preload();
  useListTexts(resource.module);
  return <ListPage resource={resource} />;
}

function OwnPage({ page, params }: { page: RegisteredPage; params: Record<string, string> }) {
  const may = useMay();
  const { t } = useText();
  usePageTitle(t(page.title));
  return may(page.permission) ? <page.Page params={params} /> : <Forbidden permission={page.permission ?? ''} />;
}

/** The user lacks a permission: which one, so that it can be asked for. */
function Forbidden({ permission }: { permission: string }) {
  const { t } = useText();
  return (
    <Message
      icon={<IconForbidden size={32} stroke={1.4} />}
      title={t('web.fault.forbidden')}
      note={t('web.fault.permission', { permission })}
      role="alert"
    >
      {t('web.fault.forbidden.body')}
    </Message>
  );
}
