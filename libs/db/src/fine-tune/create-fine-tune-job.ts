import type { CreateFineTuneJob } from '@understudy/domain/fine-tune/contracts/create-job';
import { fineTunePhases } from '@understudy/domain/fine-tune/fine-tune-contract';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { queueRun } from '../runs/queue-run.ts';
import { avatarFineTuneJobs } from '../schema/fine-tune.ts';
import { avatarTrainingData } from '../schema/training-sessions.ts';

/** A fine-tune job as a request asks for it. Its ID, made by the caller, is also that of its run. */
export type NewFineTuneJob = {
  jobId: string;
  avatarId: string;
  title: string;
  request: CreateFineTuneJob;
  /** The number that the division into training and validation follows from. */
  seed: number;
  suffix: string;
  idempotencyKey: string;
  requestDigest: string;
  simulatedProvider: boolean;
};

/** The job that now exists; `created` is false where an earlier request with the same key made it. */
export type CreatedFineTuneJob = { created: boolean; jobId: string };

/**
 * Queues a fine-tune job: its run, the job and the first event, or nothing at all.
 *
 * @throws UnderstudyError `not_found` without such an avatar or training session; `idempotency_key_reused`
 */
export async function createFineTuneJob(tx: Transaction, job: NewFineTuneJob): Promise<CreatedFineTuneJob> {
  const { jobId, avatarId, title, request, seed, suffix, simulatedProvider } = job;
  const insertJob = async () => {
    await requireSession(tx, request.training_data_id);
    await tx.insert(avatarFineTuneJobs).values({
      id: jobId,
      avatarId,
      trainingDataId: request.training_data_id,
      provider: request.provider,
      method: request.method,
      baseModel: request.base_model,
      suffix,
      systemPrompt: request.system_prompt,
      maxCost: request.max_cost_usd,
      hyperparameters: request.hyperparameters,
      seed,
      selection: request.selection,
      simulatedProvider,
      activateWhenDone: request.activate_when_done,
    });
  };
  const run = {
    runId: jobId,
    kind: 'fine_tune' as const,
    title,
    avatarId,
    subjectId: jobId,
    phase: fineTunePhases[0],
    idempotencyKey: job.idempotencyKey,
    requestDigest: job.requestDigest,
    simulatedProvider,
    data: { provider: request.provider, base_model: request.base_model, method: request.method },
  };
  const queued = await queueRun(tx, run, insertJob);
  return { created: queued.created, jobId: queued.runId };
}

async function requireSession(tx: Transaction, sessionId: string | null): Promise<void> {
  if (sessionId === null) return;
  const rows = await tx
    .select({ id: avatarTrainingData.id })
    .from(avatarTrainingData)
    .where(and(eq(avatarTrainingData.id, sessionId), mine(avatarTrainingData)));
  firstOrNotFound(rows, 'training session', sessionId);
}
