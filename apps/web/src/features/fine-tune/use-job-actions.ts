import { notifications } from '@mantine/notifications';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toApiError } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import { runKey } from '../runs/use-runs.ts';
import { jobKey, jobsKey } from './fine-tune-keys.ts';

/** What a person may do to a job beside activating its model. */
export type JobSteering = 'cancel' | 'pause' | 'resume' | 'retry';

const failureTitles: Record<JobSteering, string> = {
  cancel: 'It could not be cancelled',
  pause: 'It could not be paused',
  resume: 'It could not be resumed',
  retry: 'It could not be retried',
};

function send(jobId: string, how: JobSteering): Promise<FineTuneJob> {
  const params = { params: { path: { id: jobId } } };
  switch (how) {
    case 'cancel':
      return unwrap(client.POST('/api/fine-tune-jobs/{id}/cancel', params));
    case 'pause':
      return unwrap(client.POST('/api/fine-tune-jobs/{id}/pause', params));
    case 'resume':
      return unwrap(client.POST('/api/fine-tune-jobs/{id}/resume', params));
    case 'retry':
      return unwrap(client.POST('/api/fine-tune-jobs/{id}/retry', params));
  }
}

/** Cancels, pauses, resumes or retries a job, and shows it as it is afterwards. */
export function useSteerJob(job: Pick<FineTuneJob, 'id' | 'avatar_id'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (how: JobSteering) => send(job.id, how),
    onSuccess: (steered) => queries.setQueryData([...jobKey(job.id), 'job'], steered),
    onError: (error, how) => {
      notifications.show({ color: 'red', title: failureTitles[how], message: toApiError(error).message });
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: jobKey(job.id) });
      void queries.invalidateQueries({ queryKey: jobsKey(job.avatar_id) });
      void queries.invalidateQueries({ queryKey: runKey(job.id) });
    },
  });
}

/** Names the model that a person has trained with the job's files. */
export function useNameModel(jobId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (model: string) =>
      unwrap(
        client.POST('/api/fine-tune-jobs/{id}/model', {
          params: { path: { id: jobId } },
          body: { fine_tuned_model: model },
        }),
      ),
    onSuccess: (job) => queries.setQueryData([...jobKey(jobId), 'job'], job),
  });
}
