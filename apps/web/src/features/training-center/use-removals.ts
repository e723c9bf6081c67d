import { removalsSchema } from '@understudy/domain/training-center/contracts/list-removals';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { removalsKey } from './training-center-keys.ts';

/** What has been removed and can be brought back. */
export function useRemovals() {
  return useQuery({
    queryKey: removalsKey,
    queryFn: ({ signal }) => ask('/api/training/removals', removalsSchema, { signal }),
  });
}
