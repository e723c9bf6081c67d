import type { CreatedTrainingImport } from '@understudy/db/training-imports/create-training-import';
import { getTrainingImport } from '@understudy/db/training-imports/get-training-import';
import { isEnded } from '@understudy/domain/runs/run';
import type {
  ImportStatus,
  TrainingImport,
} from '@understudy/domain/training-center/contracts/import-examples';
import type { ApiDependencies } from '../dependencies.ts';
import { answered } from '../http/operation.ts';
import { preferredWait } from '../http/prefer.ts';
import { waitForRun, type IsSettled } from '../runs/wait-for-run.ts';

/** Seconds that an upload waits for its import where the client says nothing: the seed's page expects the result. */
const usualWaitSeconds = 10;

/** Longest wait that `Prefer: wait=N` is granted. */
const longestWaitSeconds = 600;

/** Which import is asked about, by whom, and how patiently. */
export type UploadAnswerRequest = {
  userId: string;
  queued: CreatedTrainingImport;
  /** The header `Prefer`. */
  prefer: string | undefined;
  clientGone: AbortSignal;
};

type UploadAnswer =
  { status: 200 | 202; body: TrainingImport; headers: Record<string, string> } | typeof answered;

/** States in which an import goes on only when somebody does something. */
const settled: ReadonlySet<ImportStatus> = new Set([
  'awaiting_confirmation',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
]);

/** Answers an upload: with what came of it, or with its preview, where that is there in time; else with what there is. */
export async function answerToUpload(
  dependencies: ApiDependencies,
  { userId, queued: { runId, created }, prefer, clientGone }: UploadAnswerRequest,
): Promise<UploadAnswer> {
  const preferred = preferredWait(prefer, longestWaitSeconds);
  const seconds = preferred?.seconds ?? usualWaitSeconds;
  const patience = { seconds, clientGone, isSettled };
  if (seconds > 0) await waitForRun(dependencies, { userId, runId }, patience);
  if (clientGone.aborted) return answered;
  const body = await dependencies.database.asUser(userId, (tx) => getTrainingImport(tx, runId));
  const headers = {
    Location: `/api/training/imports/${runId}`,
    Link: `</api/runs/${runId}>; rel="monitor"`,
    ...(created ? {} : { 'Idempotent-Replayed': 'true' }),
    ...preferred?.headers,
  };
  return { status: settled.has(body.status) ? 200 : 202, body, headers };
}

/** The preview is announced by the only event of its phase. */
const isSettled: IsSettled = ({ status, progress }) => isEnded(status) || progress.phase === 'preview';
