import { useMutation } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';

/**
 * Asks the base model and a tuned one the same.
 *
 * @param jobId the job whose model is compared; null for the active one
 */
export function useCompareModels(avatarId: string, jobId: string | null) {
  return useMutation({
    mutationFn: (messages: string[]) =>
      unwrap(
        client.POST('/api/avatars/{id}/fine-tuned-model/compare', {
          params: { path: { id: avatarId } },
          body: { messages, ...(jobId === null ? {} : { fine_tune_job_id: jobId }) },
        }),
      ),
  });
}
