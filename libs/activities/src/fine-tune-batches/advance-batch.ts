import type { Transaction } from '@understudy/db/database';
import { getAvatarName } from '@understudy/db/avatars/get-avatar-name';
import {
  changeBatchItem,
  loadFineTuneBatch,
  type BatchItem,
  type LoadedFineTuneBatch,
} from '@understudy/db/fine-tune-batches/batch-items';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { lockRun } from '@understudy/db/runs/lock-run';
import { startAndNote } from '../runs/start-and-note.ts';
import type { BatchItemOutcome } from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import {
  percentOfFineTuneBatch,
  type FineTuneBatchLook,
} from '@understudy/domain/fine-tune-batches/fine-tune-batch-workflow';
import { countOutcomes } from '@understudy/domain/fine-tune-batches/summarise-batch';
import type { RunStatus } from '@understudy/domain/runs/run';
import { queueFineTuneJob } from '../fine-tune/queue-fine-tune-job.ts';
import type { StartableRun } from '../runs/run-starter.ts';
import type { FineTuneBatchDependencies, FineTuneBatchReference } from './fine-tune-batch-reference.ts';

/** A look at a batch; with `startMore`, jobs are started in place of those that have ended. */
export type BatchLook = FineTuneBatchReference & { startMore: boolean };

/**
 * Notes which jobs of a batch have ended and starts the next ones, in one transaction: a crash in between leaves a job
 * with its avatar, or neither. A repetition finds what is there.
 */
export async function advanceBatch(
  dependencies: FineTuneBatchDependencies,
  look: BatchLook,
): Promise<FineTuneBatchLook> {
  const { database, starter } = dependencies;
  const { userId, runId: batchId } = look;
  const { unstarted, ...seen } = await database.asUser(userId, async (tx) => {
    // Locked, so that two executions never start the same avatar's job.
    await lockRun(tx, batchId);
    const batch = await loadFineTuneBatch(tx, batchId);
    await noteEnds(tx, batchId, batch.items);
    if (look.startMore) await startNext(tx, dependencies, look, await loadFineTuneBatch(tx, batchId));
    const { items } = await loadFineTuneBatch(tx, batchId);
    const { waiting, started, ...others } = countOutcomes(items.map(({ outcome }) => outcome));
    const ended = Object.values(others).reduce((sum, count) => sum + count, 0);
    return { waiting, started, ended, unstarted: items.filter(isUnstarted).flatMap(toRun(userId)) };
  });
  for (const run of unstarted) {
    await startAndNote(database, starter, run);
  }
  return seen;
}

const outcomesByStatus: Partial<Record<RunStatus, BatchItemOutcome>> = {
  completed: 'completed',
  completed_with_errors: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** What has become of jobs that have ended since the last look. */
async function noteEnds(tx: Transaction, batchId: string, items: readonly BatchItem[]): Promise<void> {
  const counted = { ...countOutcomes(items.map(({ outcome }) => outcome)) };
  for (const { position, avatarId, outcome, runStatus, errorMessage, runMessage, jobId } of items) {
    const ended = runStatus === null ? undefined : outcomesByStatus[runStatus];
    if (outcome !== 'started' || ended === undefined) continue;
    counted.started -= 1;
    counted[ended] += 1;
    const reason = ended === 'completed' ? null : (errorMessage ?? runMessage);
    await changeBatchItem(tx, batchId, position, { outcome: ended, reason });
    const done = items.length - counted.started - counted.waiting;
    const name = await getAvatarName(tx, avatarId);
    await appendRunEvent(tx, {
      runId: batchId,
      type: ended === 'completed' ? 'item_completed' : 'item_failed',
      level: ended === 'completed' ? 'info' : 'warning',
      phase: 'jobs',
      message: ended === 'completed' ? `${name} has a new model.` : `${name}: ${reason ?? ended}`,
      data: { avatar_id: avatarId, fine_tune_job_id: jobId, outcome: ended },
      update: {
        completed: done,
        total: items.length,
        percent: percentOfFineTuneBatch('jobs', done, items.length),
      },
    });
  }
}

async function startNext(
  tx: Transaction,
  { fineTuning }: FineTuneBatchDependencies,
  { userId, runId: batchId }: BatchLook,
  { job, concurrency, items }: LoadedFineTuneBatch,
): Promise<void> {
  const open = items.filter(({ outcome }) => outcome === 'started').length;
  const next = items.filter(({ outcome }) => outcome === 'waiting').slice(0, Math.max(0, concurrency - open));
  const { simulated } = fineTuning.adapterFor(job.provider);
  for (const { position, avatarId } of next) {
    const { runId: jobId } = await queueFineTuneJob(tx, {
      userId,
      avatarId,
      request: job,
      simulatedProvider: simulated,
      // A key that somebody gives has no space in it, so the two kinds never meet.
      idempotencyKey: `batch ${batchId} ${avatarId}`,
      requestDigest: batchId,
    });
    await changeBatchItem(tx, batchId, position, { outcome: 'started', jobId });
  }
}

const isUnstarted = ({ outcome, workflowStartedAt }: BatchItem): boolean =>
  outcome === 'started' && workflowStartedAt === null;

const toRun =
  (userId: string) =>
  ({ jobId, avatarId, attempt }: BatchItem): StartableRun[] =>
    jobId === null || attempt === null
      ? []
      : [{ runId: jobId, userId, kind: 'fine_tune', avatarId, subjectId: jobId, attempt }];
