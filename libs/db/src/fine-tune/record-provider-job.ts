import type { TrainingMetrics } from '@understudy/domain/fine-tune/contracts/job-details';
import type { FineTuneError } from '@understudy/domain/fine-tune/contracts/job';
import {
  fineTuneStatusSchema,
  isFineTuneEnded,
  type FineTuneStatus,
} from '@understudy/domain/fine-tune/fine-tune-status';
import type { RunError } from '@understudy/domain/runs/run';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { lockFineTuneJob } from './load-fine-tune-job.ts';
import {
  avatarFineTuneCheckpoints,
  avatarFineTuneEvents,
  avatarFineTuneJobExamples,
  avatarFineTuneJobs,
} from '../schema/fine-tune.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';

/** What the provider says of a job, in our words. */
export type ProviderJobState = {
  providerJobId: string;
  providerStatus: string;
  status: FineTuneStatus;
  fineTunedModel: string | null;
  trainedTokens: number | null;
  actualCost: number | null;
  estimatedFinish: Date | null;
  error: FineTuneError | null;
};

/** An event or a checkpoint of the provider's, by its own ID and time. */
export type ProviderEventRow = Pick<
  typeof avatarFineTuneEvents.$inferInsert,
  'providerEventId' | 'level' | 'type' | 'message' | 'data' | 'occurredAt'
>;
export type ProviderCheckpointRow = Pick<
  typeof avatarFineTuneCheckpoints.$inferInsert,
  'providerCheckpointId' | 'step' | 'model' | 'occurredAt'
> & { metrics: TrainingMetrics };

/**
 * Notes that the provider is about to be asked to make the job: from now on one may exist there. Committed before the
 * call, so that whoever comes after a crash looks for it.
 *
 * @returns whether that was noted before
 */
export async function markCreationAttempted(tx: Transaction, jobId: string): Promise<boolean> {
  const { creationAttemptedAt } = await lockFineTuneJob(tx, jobId);
  if (creationAttemptedAt !== null) return true;
  await tx
    .update(avatarFineTuneJobs)
    .set({ creationAttemptedAt: sql`clock_timestamp()` })
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)));
  return false;
}

/** Clears what is known of a provider's job that has failed or was cancelled, so that a retry makes another one. */
export async function forgetProviderJob(tx: Transaction, jobId: string): Promise<void> {
  await tx
    .update(avatarFineTuneJobs)
    .set({
      providerJobId: null,
      providerStatus: null,
      creationAttemptedAt: null,
      error: null,
      errorMessage: null,
      fineTunedModel: null,
      finishedAt: null,
      stuckSince: null,
    })
    .where(
      and(
        mine(avatarFineTuneJobs),
        eq(avatarFineTuneJobs.id, jobId),
        inArray(avatarFineTuneJobs.status, ['failed', 'cancelled']),
      ),
    );
  await setFineTuneStatus(tx, jobId, 'pending');
}

/** Writes the status of a job of which nothing else is new. */
export async function setFineTuneStatus(
  tx: Transaction,
  jobId: string,
  status: FineTuneStatus,
): Promise<void> {
  await tx
    .update(avatarFineTuneJobs)
    .set({ status, ...(isFineTuneEnded(status) ? { finishedAt: sql`clock_timestamp()` } : {}) })
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)));
}

/** Writes how the provider's job stands. The first time, the examples that it uses are counted as used. */
export async function recordProviderJob(
  tx: Transaction,
  jobId: string,
  state: ProviderJobState,
): Promise<void> {
  const { error, status, ...columns } = state;
  const ofJob = and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId));
  const before = await lockFineTuneJob(tx, jobId);
  const hasEnded = status === 'succeeded' || status === 'failed' || status === 'cancelled';
  await tx
    .update(avatarFineTuneJobs)
    .set({
      ...columns,
      // A model that a person has named is not taken away by a provider that knows of none.
      fineTunedModel: columns.fineTunedModel ?? before.fineTunedModel,
      status,
      error,
      errorMessage: error?.message ?? null,
      ...(status === 'running'
        ? { startedAt: sql`coalesce(${avatarFineTuneJobs.startedAt}, clock_timestamp())` }
        : {}),
      ...(hasEnded ? { finishedAt: sql`coalesce(${avatarFineTuneJobs.finishedAt}, clock_timestamp())` } : {}),
    })
    .where(ofJob);
  if (before.providerJobId === null) await countExamplesAsUsed(tx, jobId);
}

/** Stores what is new among the provider's events and checkpoints. Returns the new events, in their order. */
export async function recordProviderEvents(
  tx: Transaction,
  jobId: string,
  events: readonly ProviderEventRow[],
  checkpoints: readonly ProviderCheckpointRow[],
): Promise<ProviderEventRow[]> {
  const inserted = await insertRows(
    tx,
    avatarFineTuneEvents,
    events.map((event) => ({ jobId, ...event })),
    sql`on conflict (job_id, provider_event_id) do nothing returning provider_event_id`,
  );
  await insertRows(
    tx,
    avatarFineTuneCheckpoints,
    checkpoints.map((checkpoint) => ({ jobId, ...checkpoint })),
    sql`on conflict (job_id, provider_checkpoint_id) do nothing`,
  );
  const fresh = new Set(inserted.map((row) => row['provider_event_id']));
  const news = events.filter(({ providerEventId }) => fresh.has(providerEventId));
  const latest = news.at(-1);
  if (latest !== undefined) await noteSignOfLife(tx, jobId);
  return news;
}

/** Notes that something was heard of a job just now, so that it is not stuck. */
export async function noteSignOfLife(tx: Transaction, jobId: string): Promise<void> {
  await tx
    .update(avatarFineTuneJobs)
    .set({
      lastEventAt: sql`greatest(${avatarFineTuneJobs.lastEventAt}, clock_timestamp())`,
      stuckSince: null,
    })
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)));
}

/**
 * Writes how a job ended whose provider has not said so itself: cancelled before it was there, or failed for a reason of
 * ours. What the provider has said stays.
 */
export async function recordFineTuneEnd(
  tx: Transaction,
  jobId: string,
  outcome: 'completed' | 'failed' | 'cancelled',
  error: RunError | null,
): Promise<void> {
  const job = await lockFineTuneJob(tx, jobId);
  if (outcome === 'completed' || isFineTuneEnded(fineTuneStatusSchema.parse(job.status))) return;
  const described: FineTuneError | null =
    error === null
      ? null
      : { code: error.code, message: error.message, advice: '', provider_code: null, param: null };
  await tx
    .update(avatarFineTuneJobs)
    .set({
      status: outcome,
      error: described,
      errorMessage: error?.message ?? null,
      finishedAt: sql`clock_timestamp()`,
    })
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)));
}

/** Writes since when nothing has been heard of a job. The next event takes it back. */
export async function setStuck(tx: Transaction, jobId: string, since: Date): Promise<void> {
  await tx
    .update(avatarFineTuneJobs)
    .set({ stuckSince: since })
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)));
}

/** Stores the figures of the provider's result file. */
export async function recordResultMetrics(
  tx: Transaction,
  jobId: string,
  metrics: readonly TrainingMetrics[],
): Promise<void> {
  await tx
    .update(avatarFineTuneJobs)
    .set({ resultMetrics: metrics })
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)));
}

async function countExamplesAsUsed(tx: Transaction, jobId: string): Promise<void> {
  await tx
    .update(avatarTrainingExamples)
    .set({ usedInTraining: true, timesUsed: sql`${avatarTrainingExamples.timesUsed} + 1` })
    .from(avatarFineTuneJobExamples)
    .where(
      and(
        mine(avatarTrainingExamples),
        mine(avatarFineTuneJobExamples),
        eq(avatarFineTuneJobExamples.jobId, jobId),
        eq(avatarFineTuneJobExamples.exampleId, avatarTrainingExamples.id),
      ),
    );
}
