import type { Notification } from '@understudy/domain/notifications/notification';

/** The page a notification is about: that of its batch, fine-tune job, run or avatar; null where it names none. */
export function notificationAddress({ data }: Pick<Notification, 'data'>): string | null {
  const { batch_id: batchId, run_id: runId, avatar_id: avatarId, fine_tune_job_id: jobId } = data;
  const { fine_tune_batch_id: fineTuneBatchId } = data;
  if (typeof batchId === 'string') return `/auto-train/${batchId}`;
  if (typeof fineTuneBatchId === 'string') return `/fine-tune/batches/${fineTuneBatchId}`;
  if (typeof jobId === 'string' && typeof avatarId === 'string') {
    return `/avatars/${avatarId}/fine-tune/${jobId}`;
  }
  if (typeof runId === 'string') return `/runs/${runId}`;
  // Of its model that is shut down, or of its schedule.
  if (typeof avatarId === 'string') return `/avatars/${avatarId}/fine-tune`;
  return null;
}
