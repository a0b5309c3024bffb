import { PageLink, useMay } from '#kernel/web/index.ts';
import { useRegistry } from '#kernel/web/registry.tsx';

export interface PaperLinkProps {
  resource: string | null;
  id: number | null;
  title: string | null;
}

/** The paper behind a movement, as a link where it has a page that may be seen. */
export function PaperLink({ resource, id, title }: PaperLinkProps) {
  const may = useMay();
  const target = useRegistry().resource(resource ?? undefined);
  if (!target || id === null || !may(`${target.name}:read`)) return title;
  return <PageLink path={`${target.path}/${id}`}>{title ?? id}</PageLink>;
}
