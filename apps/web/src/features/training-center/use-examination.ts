import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '../../api/ask.ts';

const startedSchema = z.object({ run_id: z.uuid() });

/** Has all examples of a scope examined. */
export function useExamination(avatarId: string | null) {
  return useMutation({
    mutationFn: () =>
      ask('/api/training/quality/examine', startedSchema, {
        method: 'POST',
        body: { avatar_id: avatarId },
      }),
  });
}
