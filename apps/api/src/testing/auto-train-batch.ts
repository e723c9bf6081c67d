import { autoTrainBatchSchema, type AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import type { RunError, RunStatus } from '@understudy/domain/runs/run';
import type { RunEventType } from '@understudy/domain/runs/run-event';
import type { NewAutoTrainBatch } from '@understudy/db/auto-train/create-auto-train-batch';
import { newId } from '@understudy/db/new-id';
import { seedBatch } from '@understudy/db/testing/seed-auto-train';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { TestApi } from './test-api.ts';

/** Asks for a batch of two examples, or of what `changes` say. */
export function askForBatch(
  api: TestApi,
  user: string,
  changes: Record<string, unknown> = {},
  options: { headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Response> {
  const json = { user_id: user, num_examples: 2, ...changes };
  return api.request('/auto-train', { method: 'POST', user, json, ...options });
}

/** The batch that a request was answered with. */
export async function batchOf(response: Response): Promise<AutoTrainBatch> {
  return autoTrainBatchSchema.parse(await response.json());
}

/** Queues a batch as the API does: it and its run have one ID, which is returned. */
export async function queueBatch(
  api: TestApi,
  user: string,
  changes: Partial<NewAutoTrainBatch> = {},
): Promise<string> {
  const id = newId();
  const { batchId } = await api.database.db.asUser(user, (tx) =>
    seedBatch(tx, { batchId: id, runId: id, ...changes }),
  );
  return batchId;
}

const eventTypes: Partial<Record<RunStatus, RunEventType>> = {
  completed: 'run_completed',
  completed_with_errors: 'run_completed',
  cancelled: 'run_cancelled',
  failed: 'run_failed',
};

/** Writes what the workflow would: that a run is in this state now. */
export async function moveRun(
  api: TestApi,
  user: string,
  runId: string,
  status: RunStatus,
  error: RunError | null = null,
): Promise<void> {
  const phase = status.startsWith('completed') ? 'finishing' : 'generating';
  await api.database.db.asUser(user, (tx) =>
    appendRunEvent(tx, {
      runId,
      type: eventTypes[status] ?? 'note',
      level: 'info',
      phase,
      message: `It is ${status}.`,
      update: { status, error },
    }),
  );
}
