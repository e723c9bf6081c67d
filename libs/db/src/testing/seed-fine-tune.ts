import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { queueRun } from '../runs/queue-run.ts';
import { fineTuneSchedules } from '../schema/fine-tune-schedules.ts';
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

/** Puts one row into every table of fine-tuning. Returns the job's ID. */
export async function seedFineTune(tx: Transaction, avatarId: string): Promise<{ fineTuneJobId: string }> {
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
  await tx
    .insert(modelExperiments)
    .values({ avatarId, name: 'Tuned or not', armA: {}, armB: {}, shareOfB: 0.5 });
  await tx
    .insert(fineTuneSchedules)
    .values({ avatarId, cadence: 'weekly', minimumRating: 4, minimumNewExamples: 10, job: {} });
  return { fineTuneJobId: jobId };
}
