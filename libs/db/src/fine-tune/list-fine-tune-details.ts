import {
  fineTuneCheckpointSchema,
  fineTuneEventSchema,
  trainingMetricsSchema,
  type FineTuneCheckpoint,
  type FineTuneEvent,
  type FineTuneFile,
} from '@understudy/domain/fine-tune/contracts/job-details';
import { readMetrics } from '@understudy/domain/fine-tune/polling/training-metrics';
import { readStepMessage } from '@understudy/domain/fine-tune/polling/training-progress';
import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarFineTuneCheckpoints, avatarFineTuneEvents } from '../schema/fine-tune.ts';
import { listFineTuneFiles } from './load-fine-tune-job.ts';

/** Events that a look at a provider compares its own with: it finds new ones before it comes to these. */
const latestEvents = 50;

/** The provider's IDs of the newest events that are stored. */
export async function listLatestEventIds(tx: Transaction, jobId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: avatarFineTuneEvents.providerEventId })
    .from(avatarFineTuneEvents)
    .where(and(mine(avatarFineTuneEvents), eq(avatarFineTuneEvents.jobId, jobId)))
    .orderBy(desc(avatarFineTuneEvents.occurredAt), desc(avatarFineTuneEvents.providerEventId))
    .limit(latestEvents);
  return rows.map(({ id }) => id);
}

/** The events of a job, oldest first, from one place on. */
export async function listFineTuneEvents(
  tx: Transaction,
  jobId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<FineTuneEvent[]> {
  const rows = await tx
    .select()
    .from(avatarFineTuneEvents)
    .where(and(mine(avatarFineTuneEvents), eq(avatarFineTuneEvents.jobId, jobId)))
    .orderBy(avatarFineTuneEvents.occurredAt, avatarFineTuneEvents.providerEventId)
    .offset(offset)
    .limit(limit);
  return rows.map((row) => {
    const data = z.record(z.string(), z.unknown()).catch({}).parse(row.data);
    const steps = readStepMessage(row.message);
    return fineTuneEventSchema.parse({
      id: row.providerEventId,
      created_at: row.occurredAt.toISOString(),
      level: ['warn', 'error'].includes(row.level) ? row.level : 'info',
      type: row.type === 'metrics' ? 'metrics' : 'message',
      message: row.message,
      metrics: readMetrics({ ...(steps === null ? {} : { step: steps.step }), ...data }),
      total_steps: steps?.totalSteps ?? null,
    });
  });
}

/** The checkpoints of a job, by their steps. */
export async function listFineTuneCheckpoints(tx: Transaction, jobId: string): Promise<FineTuneCheckpoint[]> {
  const rows = await tx
    .select()
    .from(avatarFineTuneCheckpoints)
    .where(and(mine(avatarFineTuneCheckpoints), eq(avatarFineTuneCheckpoints.jobId, jobId)))
    .orderBy(avatarFineTuneCheckpoints.step);
  return rows.map((row) =>
    fineTuneCheckpointSchema.parse({
      id: row.providerCheckpointId,
      created_at: row.occurredAt.toISOString(),
      step_number: row.step,
      fine_tuned_model_checkpoint: row.model,
      metrics: trainingMetricsSchema.parse(row.metrics),
    }),
  );
}

/** The files of a job as the API shows them. */
export async function describeFineTuneFiles(tx: Transaction, jobId: string): Promise<FineTuneFile[]> {
  const files = await listFineTuneFiles(tx, jobId);
  return files.map((file) => ({
    id: file.id,
    purpose: file.purpose,
    filename: file.fileName,
    bytes: file.sizeBytes,
    lines: file.rowCount,
    sha256: file.contentDigest,
    provider_file_id: file.providerFileId,
    provider_deleted_at: file.deletedAt?.toISOString() ?? null,
    created_at: file.createdAt.toISOString(),
  }));
}
