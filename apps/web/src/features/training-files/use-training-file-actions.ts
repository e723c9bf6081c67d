import type { CreateTrainingFileInput } from '@understudy/client/training-files';
import type { components } from '@understudy/client/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, expectDone, understudy, unwrap } from '../../api/client.ts';
import { conversationsKey } from './use-conversations.ts';
import { trainingFileKey, trainingFilesKey } from './use-training-files.ts';

/** What a person gives for a new training file. */
export type NewTrainingFile = CreateTrainingFileInput & { idempotencyKey: string };

/** Makes a training file and starts its build. */
export function useCreateTrainingFile() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ idempotencyKey, ...input }: NewTrainingFile) =>
      understudy.createTrainingFile(input, { idempotencyKey, wait: 0 }),
    onSuccess: (file) => {
      queries.setQueryData(trainingFileKey(file.id), file);
      void queries.invalidateQueries({ queryKey: trainingFilesKey });
    },
  });
}

/** Adds conversations to a training file, all of them or none, and starts the build of its next artefact. */
export function useAddConversations(fileId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (conversationIds: string[]) =>
      understudy.addConversationsToTrainingFile(
        { training_file_id: fileId, conversation_ids: conversationIds },
        { wait: 0 },
      ),
    onSuccess: (file) => {
      queries.setQueryData(trainingFileKey(fileId), file);
      void queries.invalidateQueries({ queryKey: trainingFilesKey });
      void queries.invalidateQueries({ queryKey: conversationsKey });
    },
  });
}

/** Builds the artefact of a training file anew. */
export function useBuildAnew(fileId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const answer = await unwrap(
        client.POST('/api/training-files/{id}/build', {
          params: { path: { id: fileId }, header: { prefer: 'wait=0' } },
        }),
      );
      return answer.trainingFile;
    },
    onSuccess: (file) => queries.setQueryData(trainingFileKey(fileId), file),
  });
}

/** Renames or describes a training file. */
export function useUpdateTrainingFile(fileId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (changes: components['schemas']['UpdateTrainingFile']) => {
      const answer = await unwrap(
        client.PATCH('/api/training-files/{id}', { params: { path: { id: fileId } }, body: changes }),
      );
      return answer.trainingFile;
    },
    onSuccess: (file) => {
      queries.setQueryData(trainingFileKey(fileId), file);
      return queries.invalidateQueries({ queryKey: trainingFilesKey });
    },
  });
}

/** Deletes a training file with its artefacts; its conversations stay. */
export function useDeleteTrainingFile(fileId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      expectDone(client.DELETE('/api/training-files/{id}', { params: { path: { id: fileId } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trainingFilesKey });
      queries.removeQueries({ queryKey: trainingFileKey(fileId) });
    },
  });
}
