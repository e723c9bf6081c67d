import type { FineTuneEvent } from '@understudy/domain/fine-tune/contracts/job-details';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { jobKey } from './fine-tune-keys.ts';

/** Events as far as they are read: those of full pages, which are final, and those of the page that still grows. */
type ReadEvents = {
  settled: readonly FineTuneEvent[];
  cursor: string | null;
  growing: readonly FineTuneEvent[];
};

const nothingRead: ReadEvents = { settled: [], cursor: null, growing: [] };
const pageSize = 200;

/** What the provider has reported of a job, oldest first. Reading again asks for the last page and what came after it. */
export function useProviderEvents(jobId: string) {
  const queries = useQueryClient();
  const queryKey = [...jobKey(jobId), 'events'];
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      let read = queries.getQueryData<ReadEvents>(queryKey) ?? nothingRead;
      for (;;) {
        const page = await readPage(jobId, read.cursor, signal);
        if (page.next_cursor === null) return { ...read, growing: page.items };
        read = { settled: [...read.settled, ...page.items], cursor: page.next_cursor, growing: [] };
      }
    },
    select: allOf,
  });
  return { ...query, events: query.data ?? none };
}

const none: readonly FineTuneEvent[] = [];

function allOf({ settled, growing }: ReadEvents): readonly FineTuneEvent[] {
  return [...settled, ...growing];
}

function readPage(jobId: string, cursor: string | null, signal: AbortSignal) {
  const query = { limit: pageSize, ...(cursor === null ? {} : { cursor }) };
  return unwrap(
    client.GET('/api/fine-tune-jobs/{id}/events', { signal, params: { path: { id: jobId }, query } }),
  );
}
