import { useEffect } from 'react';

/** What the browser's tab says: the page, then the application. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Kontor` : 'Kontor';
  }, [title]);
}
