import type { ExampleSort } from '@understudy/domain/training-center/contracts/list-examples';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { sortedBy, viewOfAddress, withFilter, withoutFilter, type FilterChange } from './table-view.ts';

const quietly = { replace: true, preventScrollReset: true };

/** What the table shows, kept in the page's address, and the ways to change it. */
export function useTableView() {
  const [search, setSearch] = useSearchParams();
  const view = useMemo(() => viewOfAddress(search), [search]);
  return {
    view,
    setFilter: (change: FilterChange) => setSearch((now) => withFilter(now, change), quietly),
    clearFilter: () => setSearch(withoutFilter, quietly),
    sortBy: (sort: ExampleSort) => setSearch((now) => sortedBy(now, sort), quietly),
    setAvatar: (avatarId: string | null) =>
      setSearch((now) => {
        const next = new URLSearchParams(now);
        if (avatarId === null) next.delete('avatar');
        else next.set('avatar', avatarId);
        return next;
      }, quietly),
  };
}
