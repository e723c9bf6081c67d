import type {
  ListExamplesResponse,
  TrainingExampleItem,
} from '@understudy/domain/training-center/contracts/list-examples';
import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { pageRows } from './page-range.ts';
import { filterQuery, type TableView } from './table-view.ts';
import { examplesKey } from './training-center-keys.ts';

/** A page that nobody looks at is forgotten after this time, so that a walk through 100,000 rows does not fill the memory. */
const forgetMs = 60_000;

function pageOptions(view: TableView, page: number) {
  return queryOptions({
    queryKey: [...examplesKey, 'page', view, page],
    gcTime: forgetMs,
    queryFn: ({ signal }) => readPage(view, page * pageRows, signal),
  });
}

/** Rows from a place of the list. The API ends a page early where its texts are very long: then the rest is asked for. */
async function readPage(view: TableView, first: number, signal: AbortSignal): Promise<ListExamplesResponse> {
  const { sort, order } = view;
  const query = { ...filterQuery(view), sort, order };
  const examples: TrainingExampleItem[] = [];
  for (;;) {
    const rest = { limit: pageRows - examples.length, offset: first + examples.length };
    const answer = await unwrap(
      client.GET('/api/training/examples', { signal, params: { query: { ...query, ...rest } } }),
    );
    examples.push(...answer.examples);
    const isWhole = examples.length >= pageRows || first + examples.length >= answer.total;
    if (isWhole || answer.examples.length === 0) return { ...answer, examples };
  }
}

/**
 * Examples by the number of their row, of which those of the named pages are asked for. What is known of a page stays
 * while it is read anew.
 *
 * @param pages numbers from 0 of those that are looked at
 */
export function useExamplePages(view: TableView, pages: readonly number[]) {
  const first = useQuery({ ...pageOptions(view, 0), placeholderData: keepPreviousData });
  const loaded = useQueries({ queries: pages.map((page) => pageOptions(view, page)) });
  const failed = loaded.find(({ isError }) => isError);
  const newest = loaded
    .filter(({ data }) => data !== undefined)
    .toSorted((one, other) => other.dataUpdatedAt - one.dataUpdatedAt)[0]?.data;
  const rows = new Map<number, TrainingExampleItem>();
  const startingPage = first.isPlaceholderData ? undefined : first.data;
  startingPage?.examples.forEach((example, row) => rows.set(row, example));
  loaded.forEach(({ data }, index) =>
    data?.examples.forEach((example, row) => rows.set((pages[index] ?? 0) * pageRows + row, example)),
  );
  return {
    rows,
    /** Undefined until the first answer. */
    total: (newest ?? startingPage)?.total ?? first.data?.total,
    /** Whether what is there is that of an earlier view, until this one's is known. */
    isOld: first.isPlaceholderData,
    error: first.error ?? failed?.error ?? null,
    retry: () => {
      void first.refetch();
      for (const page of loaded) if (page.isError) void page.refetch();
    },
  };
}
