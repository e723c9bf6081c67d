import { useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { removalsKey } from './training-center-keys.ts';

/** What has been removed and can be brought back. */
export function useRemovals() {
  return useQuery({
    queryKey: removalsKey,
    queryFn: ({ signal }) => unwrap(client.GET('/api/training/removals', { signal })),
  });
}
