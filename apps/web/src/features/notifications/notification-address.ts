import type { Notification } from '@understudy/domain/notifications/notification';

/** The page a notification is about: that of its batch or run; null where it names none. */
export function notificationAddress({ data }: Pick<Notification, 'data'>): string | null {
  const { batch_id: batchId, run_id: runId } = data;
  if (typeof batchId === 'string') return `/auto-train/${batchId}`;
  if (typeof runId === 'string') return `/runs/${runId}`;
  return null;
}
