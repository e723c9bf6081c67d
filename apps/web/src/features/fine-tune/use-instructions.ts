import { useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { jobKey } from './fine-tune-keys.ts';

/** How a person trains with the files of a job whose provider leaves that to them; null for other jobs. */
export function useInstructions(jobId: string) {
  return useQuery({
    queryKey: [...jobKey(jobId), 'instructions'],
    staleTime: Infinity,
    select: ({ instructions }) => instructions,
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/fine-tune-jobs/{id}/instructions', { signal, params: { path: { id: jobId } } }),
      ),
  });
}
