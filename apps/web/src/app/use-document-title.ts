import { useEffect } from 'react';

/** Names the page in the browser's tab. Null while the name is not known yet. */
export function useDocumentTitle(title: string | null): void {
  useEffect(() => {
    document.title = title === null ? 'Understudy' : `${title} · Understudy`;
  }, [title]);
}
