import type { components } from '@understudy/client/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client, unwrap } from '../../api/client.ts';

type Schemas = components['schemas'];

/** What begins the keys of all queries about examples. */
const queryKey = ['training-center'];

/** Has everything about examples read again: rows, figures, findings, what can be brought back. */
export function useRefreshTrainingCenter(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey });
}

/**
 * Has everything about examples read again once the component is gone: what shows a run goes when an answer says that
 * the run has ended, and that answer can come before the run's last event.
 */
export function useRefreshAfterwards(): void {
  const queries = useQueryClient();
  useEffect(() => () => void queries.invalidateQueries({ queryKey }), [queries]);
}

/** Adds an example that somebody wrote. */
export function useAddExample() {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: (example: Schemas['AddExampleRequest']) =>
      unwrap(client.POST('/api/training/add-example', { body: example })),
    onSuccess: () => void refresh(),
  });
}

/** Changes texts of an example. */
export function useUpdateExample() {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: ({ id, fields }: { id: string; fields: Schemas['UpdateExampleRequest'] }) =>
      unwrap(
        client.PATCH('/api/training/examples/{index}', { params: { path: { index: id } }, body: fields }),
      ),
    onSuccess: refresh,
  });
}

/** Removes an example; it can be brought back. */
export function useDeleteExample() {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(client.DELETE('/api/training/examples/{index}', { params: { path: { index: id } } })),
    onSettled: refresh,
  });
}

/** Removes all examples of a scope; they can be brought back together. */
export function useClearExamples() {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: (request: Schemas['ClearExamplesRequest']) =>
      unwrap(client.POST('/api/training/clear', { body: request })),
    onSettled: refresh,
  });
}

/** Brings removed examples back. */
export function useRestoreExamples() {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: (request: Schemas['RestoreExamplesRequest']) =>
      unwrap(client.POST('/api/training/restore', { body: request })),
    onSettled: refresh,
  });
}
