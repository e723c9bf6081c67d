import {
  addExampleResponseSchema,
  updateExampleResponseSchema,
  type AddExampleRequest,
  type UpdateExampleRequest,
} from '@understudy/domain/training-center/contracts/add-example';
import {
  clearExamplesResponseSchema,
  deleteExampleResponseSchema,
  restoreExamplesResponseSchema,
  type ClearExamplesRequest,
  type RestoreExamplesRequest,
} from '@understudy/domain/training-center/contracts/remove-examples';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';

/** Has everything about examples read again: rows, figures, findings, what can be brought back. */
export function useRefreshTrainingCenter(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['training-center'] });
}

/** Adds an example that somebody wrote. */
export function useAddExample() {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: (example: AddExampleRequest) =>
      ask('/api/training/add-example', addExampleResponseSchema, { method: 'POST', body: example }),
    onSuccess: () => void refresh(),
  });
}

/** Changes texts of an example. */
export function useUpdateExample() {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: ({ id, fields }: { id: string; fields: UpdateExampleRequest }) =>
      ask(`/api/training/examples/${id}`, updateExampleResponseSchema, { method: 'PATCH', body: fields }),
    onSuccess: refresh,
  });
}

/** Removes an example; it can be brought back. */
export function useDeleteExample() {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: (id: string) =>
      ask(`/api/training/examples/${id}`, deleteExampleResponseSchema, { method: 'DELETE' }),
    onSettled: refresh,
  });
}

/** Removes all examples of a scope; they can be brought back together. */
export function useClearExamples() {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: (request: ClearExamplesRequest) =>
      ask('/api/training/clear', clearExamplesResponseSchema, { method: 'POST', body: request }),
    onSettled: refresh,
  });
}

/** Brings removed examples back. */
export function useRestoreExamples() {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: (request: RestoreExamplesRequest) =>
      ask('/api/training/restore', restoreExamplesResponseSchema, { method: 'POST', body: request }),
    onSettled: refresh,
  });
}
