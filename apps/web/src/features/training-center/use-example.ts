import { trainingExampleSchema } from '@understudy/domain/training-center/examples/training-example';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '../../api/ask.ts';
import { examplesKey } from './training-center-keys.ts';

const answerSchema = z.object({ content: trainingExampleSchema });

/** All of one example: every turn and tool. */
export function useExample(id: string) {
  return useQuery({
    queryKey: [...examplesKey, 'one', id],
    queryFn: async ({ signal }) =>
      (await ask(`/api/training/examples/${id}`, answerSchema, { signal })).content,
  });
}
