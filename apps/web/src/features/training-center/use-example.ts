import { exampleDetailSchema } from '@understudy/domain/training-center/contracts/add-example';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { examplesKey } from './training-center-keys.ts';

/** All of one example: every turn and tool. */
export function useExample(id: string) {
  return useQuery({
    queryKey: [...examplesKey, 'one', id],
    queryFn: async ({ signal }) =>
      (await ask(`/api/training/examples/${id}`, exampleDetailSchema, { signal })).content,
  });
}
