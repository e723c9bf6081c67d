import type { Notification } from '@understudy/domain/notifications/notification';

/** The page a notification is about: that of its batch, fine-tune job or run; null where it names none. */
export function notificationAddress({ data }: Pick<Notification, 'data'>): string | null {
  const { batch_id: batchId, run_id: runId, avatar_id: avatarId, fine_tune_job_id: jobId } = data;
  if (typeof batchId === 'string') return `/auto-train/${batchId}`;
  if (typeof jobId === 'string' && typeof avatarId === 'string') {
    return `/avatars/${avatarId}/fine-tune/${jobId}`;
  }
  if (typeof runId === 'string') return `/runs/${runId}`;
  return null;
}
