import { useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { examplesKey } from './training-center-keys.ts';

/** All of one example: every turn and tool. */
export function useExample(id: string) {
  return useQuery({
    queryKey: [...examplesKey, 'one', id],
    queryFn: async ({ signal }) => {
      const params = { path: { index: id } };
      return (await unwrap(client.GET('/api/training/examples/{index}', { signal, params }))).content;
    },
  });
}
