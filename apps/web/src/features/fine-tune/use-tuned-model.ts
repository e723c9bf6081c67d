import { notifications } from '@mantine/notifications';
import type { ActiveModel } from '@understudy/domain/fine-tune/contracts/active-model';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toApiError } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import { avatarFineTuneKey, jobKey, tunedModelKey } from './fine-tune-keys.ts';

/** What an avatar answers with. */
export function useTunedModel(avatarId: string) {
  return useQuery({
    queryKey: tunedModelKey(avatarId),
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/avatars/{id}/fine-tuned-model', { signal, params: { path: { id: avatarId } } }),
      ),
  });
}

/** Whether an avatar has a tuned model, switched on or off. */
export function useHasTunedModel(avatarId: string): boolean {
  return (useTunedModel(avatarId).data?.active_fine_tuned_model ?? null) !== null;
}

/** Which model is activated: that of a job, or one of its checkpoints. */
export type ModelChoice = { jobId: string; checkpointId?: string };

/** Makes an avatar answer with a tuned model. */
export function useActivateModel(avatarId: string) {
  const show = useShowModel(avatarId);
  return useMutation({
    mutationFn: ({ jobId, checkpointId }: ModelChoice) =>
      unwrap(
        client.POST('/api/fine-tune-jobs/{id}/activate', {
          params: { path: { id: jobId } },
          body: checkpointId === undefined ? {} : { checkpoint_id: checkpointId },
        }),
      ),
    onSuccess: (model) => {
      notifications.show({
        color: 'teal',
        title: 'Fine-tuned model activated!',
        message: `Every chat is answered by ${model.active_fine_tuned_model ?? 'it'} now.`,
      });
      show(model);
    },
    onError: (error) => showFailure('It could not be activated', error),
  });
}

/** Makes an avatar answer with its base model again. */
export function useDeactivateModel(avatarId: string) {
  const show = useShowModel(avatarId);
  return useMutation({
    mutationFn: () =>
      unwrap(
        client.POST('/api/avatars/{id}/fine-tuned-model/deactivate', { params: { path: { id: avatarId } } }),
      ),
    onSuccess: (model) => {
      notifications.show({
        title: 'The base model answers again',
        message: 'The tuned model stays where it is and can be activated anew.',
      });
      show(model);
    },
    onError: (error) => showFailure('It could not be deactivated', error),
  });
}

/** Puts the answer where every page reads it; jobs are read anew, since each says whether its model is the active one. */
function useShowModel(avatarId: string) {
  const queries = useQueryClient();
  return (model: ActiveModel) => {
    queries.setQueryData(tunedModelKey(avatarId), model);
    void queries.invalidateQueries({ queryKey: avatarFineTuneKey(avatarId) });
    if (model.fine_tune_job_id !== null) {
      void queries.invalidateQueries({ queryKey: jobKey(model.fine_tune_job_id) });
    }
  };
}

function showFailure(title: string, error: unknown): void {
  notifications.show({ color: 'red', title, message: toApiError(error).message });
}
