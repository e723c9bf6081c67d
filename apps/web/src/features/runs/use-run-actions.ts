import { notifications } from '@mantine/notifications';
import type { Run } from '@understudy/domain/runs/run';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toApiError } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import { runKey } from './use-runs.ts';

/** What a person may do to a run. */
export type RunAction = 'pause' | 'resume' | 'cancel' | 'retry';

const failureTitles: Record<RunAction, string> = {
  pause: 'It could not be paused',
  resume: 'It could not be resumed',
  cancel: 'It could not be cancelled',
  retry: 'It could not be retried',
};

function send(runId: string, action: RunAction): Promise<Run> {
  const params = { params: { path: { id: runId } } };
  switch (action) {
    case 'pause':
      return unwrap(client.POST('/api/runs/{id}/pause', params));
    case 'resume':
      return unwrap(client.POST('/api/runs/{id}/resume', params));
    case 'cancel':
      return unwrap(client.POST('/api/runs/{id}/cancel', params));
    case 'retry':
      return unwrap(client.POST('/api/runs/{id}/retry', params));
  }
}

/** Pauses, resumes, cancels or retries a run, and shows the run as it is afterwards. */
export function useRunActions(runId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (action: RunAction) => send(runId, action),
    onSuccess: (run) => {
      queries.setQueryData<Run>(runKey(runId), run);
      void queries.invalidateQueries({ queryKey: ['runs', 'list'] });
    },
    onError: (error, action) => {
      notifications.show({ color: 'red', title: failureTitles[action], message: toApiError(error).message });
      void queries.invalidateQueries({ queryKey: runKey(runId) });
    },
  });
}
