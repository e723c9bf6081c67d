import { readAutoTrainBatch } from '@understudy/db/auto-train/read-auto-train-batch';
import type { AutoTrainBatch, AutoTrainResult } from '@understudy/domain/auto-train/auto-train-result';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded } from '@understudy/domain/runs/run';
import type { ApiDependencies } from '../dependencies.ts';
import { answered } from '../http/operation.ts';
import { preferredWait } from '../http/prefer.ts';
import { waitForRun } from '../runs/wait-for-run.ts';
import type { AnsweredBatch } from './create-batch.ts';

/** Longest wait that `Prefer: wait=N` is granted. */
export const longestWaitSeconds = 600;

/** Which batch is asked about, by whom, and how patiently. */
export type BatchAnswerRequest = {
  userId: string;
  created: AnsweredBatch;
  /** The header `Prefer`. */
  prefer: string | undefined;
  clientGone: AbortSignal;
};

type BatchAnswer =
  | { status: 200; body: AutoTrainResult; headers: Record<string, string> }
  | { status: 202; body: AutoTrainBatch; headers: Record<string, string> }
  | typeof answered;

/**
 * Answers a request for a batch: with the batch, or with its result where the client waits and the run ends in time.
 *
 * @throws UnderstudyError the reason of a run that failed, where the client waits
 */
export async function answerToBatch(
  dependencies: ApiDependencies,
  { userId, created: { batchId, runId, created, batch: asked }, prefer, clientGone }: BatchAnswerRequest,
): Promise<BatchAnswer> {
  const { database, runLinks } = dependencies;
  const preferred = preferredWait(prefer, longestWaitSeconds);
  if (preferred !== null)
    await waitForRun(dependencies, { userId, runId }, { seconds: preferred.seconds, clientGone });
  if (clientGone.aborted) return answered;
  const read = () => database.asUser(userId, (tx) => readAutoTrainBatch(tx, batchId, runLinks));
  const batch = preferred === null ? asked : await read();
  const headers = {
    Location: batch.run.links.self,
    Link: `</auto-train/${batchId}>; rel="status", </api/auto-train-batches/${batchId}>; rel="describedby"`,
    ...(created ? {} : { 'Idempotent-Replayed': 'true' }),
    ...preferred?.headers,
  };
  if (preferred === null || !isEnded(batch.run.status)) return { status: 202, body: batch, headers };
  if (batch.run.status === 'failed') throw failureOf(batch);
  return { status: 200, body: batch.result, headers };
}

function failureOf({ run }: AutoTrainBatch): UnderstudyError {
  const { code, message } = run.error ?? { code: 'internal_error' as const, message: 'The run failed.' };
  return new UnderstudyError(
    code,
    `${message} What was generated before is kept; retry the run with POST ${run.links.self}/retry.`,
  );
}
