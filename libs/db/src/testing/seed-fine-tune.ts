import { eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { queueRun } from '../runs/queue-run.ts';
import { chatMessages } from '../schema/chat.ts';
import { fineTuneBatches, fineTuneBatchItems } from '../schema/fine-tune-batches.ts';
import {
  fineTuneChatTurns,
  fineTuneScheduleFirings,
  fineTuneSchedules,
} from '../schema/fine-tune-schedules.ts';
import {
  avatarFineTuneCheckpoints,
  avatarFineTuneEvents,
  avatarFineTuneFiles,
  avatarFineTuneJobExamples,
  avatarFineTuneJobs,
  avatarFineTuneUsage,
} from '../schema/fine-tune.ts';
import { modelExperiments } from '../schema/model-experiments.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';

/** Puts one row into every table of fine-tuning. Returns the IDs. */
export async function seedFineTune(
  tx: Transaction,
  avatarId: string,
): Promise<{ fineTuneJobId: string } & SeededBesideJobs> {
  const jobId = newId();
  const run = {
    runId: jobId,
    kind: 'fine_tune' as const,
    title: 'Fine-tune Ash',
    avatarId,
    subjectId: jobId,
    phase: 'preparing',
    idempotencyKey: newId(),
    requestDigest: 'digest of the request',
    simulatedProvider: true,
    data: {},
  };
  await queueRun(tx, run, async () => {
    await tx.insert(avatarFineTuneJobs).values({
      id: jobId,
      avatarId,
      provider: 'openai',
      method: 'supervised',
      baseModel: 'gpt-4o-mini-2024-07-18',
      suffix: 'ash',
      systemPrompt: 'active_version',
      hyperparameters: {},
      seed: 1,
      selection: {},
      simulatedProvider: true,
      activateWhenDone: false,
    });
  });
  const examples = await tx.select({ id: avatarTrainingExamples.id }).from(avatarTrainingExamples).limit(1);
  for (const { id } of examples) {
    await tx.insert(avatarFineTuneJobExamples).values({ jobId, exampleId: id, split: 'train' });
  }
  await tx.insert(avatarFineTuneFiles).values({
    jobId,
    purpose: 'training',
    fileName: 'training.jsonl',
    storageKey: `fine-tune/${jobId}/train.jsonl`,
    sizeBytes: 120,
    contentDigest: 'digest of the content',
    rowCount: 1,
  });
  const occurredAt = new Date(0);
  await tx.insert(avatarFineTuneEvents).values({
    jobId,
    providerEventId: `event-${jobId}`,
    level: 'info',
    type: 'message',
    message: 'Created',
    occurredAt,
  });
  await tx.insert(avatarFineTuneCheckpoints).values({
    jobId,
    providerCheckpointId: `checkpoint-${jobId}`,
    step: 1,
    metrics: {
      step: 1,
      train_loss: 1,
      train_accuracy: null,
      valid_loss: null,
      valid_mean_token_accuracy: null,
      full_valid_loss: null,
      full_valid_mean_token_accuracy: null,
    },
    occurredAt,
  });
  await tx.insert(avatarFineTuneUsage).values({ avatarId, model: 'ft:ash', usageDate: '2026-11-21' });
  return { fineTuneJobId: jobId, ...(await seedBeyondJobs(tx, avatarId, jobId)) };
}

/** IDs of what stands beside the jobs. */
type SeededBesideJobs = { experimentId: string; scheduleId: string; fineTuneBatchId: string };

async function seedBeyondJobs(tx: Transaction, avatarId: string, jobId: string): Promise<SeededBesideJobs> {
  const [experimentId, scheduleId, fineTuneBatchId] = [newId(), newId(), newId()];
  const arm = { model: null, fine_tune_job_id: null, prompt_version_id: null, prompt_version_number: null };
  await tx.insert(modelExperiments).values({
    id: experimentId,
    avatarId,
    name: 'Tuned or not',
    armA: arm,
    armB: { ...arm, model: 'ft:ash', fine_tune_job_id: jobId },
    shareOfB: 0.5,
    status: 'ended',
    endedAt: new Date(0),
  });
  await tx.insert(fineTuneSchedules).values({
    id: scheduleId,
    avatarId,
    cadence: 'weekly',
    minimumRating: 4,
    minimumNewExamples: 10,
    job: { use: 'last' },
  });
  await tx.insert(fineTuneScheduleFirings).values({
    scheduleId,
    key: 'first',
    outcome: 'started',
    newExamples: 10,
    neededExamples: 10,
    jobId,
    message: 'Started.',
  });
  const turns = await tx
    .select({ id: chatMessages.id })
    .from(chatMessages)
    .where(eq(chatMessages.avatarId, avatarId))
    .limit(1);
  for (const { id: chatMessageId } of turns) {
    await tx.insert(fineTuneChatTurns).values({ chatMessageId, avatarId, outcome: 'near_duplicate' });
  }
  const run = {
    runId: fineTuneBatchId,
    kind: 'fine_tune_batch' as const,
    title: 'Fine-tune 1 avatar',
    avatarId: null,
    subjectId: fineTuneBatchId,
    phase: 'jobs',
    idempotencyKey: newId(),
    requestDigest: 'digest of the request',
    simulatedProvider: true,
    data: {},
  };
  await queueRun(tx, run, async () => {
    await tx
      .insert(fineTuneBatches)
      .values({ id: fineTuneBatchId, job: { base_model: 'gpt-4o-mini-2024-07-18' }, concurrency: 1 });
    await tx
      .insert(fineTuneBatchItems)
      .values({ batchId: fineTuneBatchId, position: 0, avatarId, outcome: 'completed', jobId });
  });
  return { experimentId, scheduleId, fineTuneBatchId };
}
