import { PageLink } from '#kernel/web/index.ts';
import { useRegistry } from '#kernel/web/registry.tsx';

export interface PaperLinkProps {
  resource: string | null;
  id: number | null;
  title: string | null;
}

/** The paper behind a movement, as a link where it has a page. */
export function PaperLink({ resource, id, title }: PaperLinkProps) {
  const target = useRegistry().resource(resource ?? undefined);
  if (!target || id === null) return title;
  return <PageLink path={`${target.path}/${id}`}>{title ?? id}</PageLink>;
}
