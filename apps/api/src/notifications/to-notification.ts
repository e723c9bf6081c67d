import type { Notification as StoredNotification } from '@understudy/db/notifications/notifications';
import { notificationSchema, type Notification } from '@understudy/domain/notifications/notification';

/** A notification as the API shows it. */
export function toNotification({ data, readAt, createdAt, ...told }: StoredNotification): Notification {
  return {
    ...told,
    data: notificationSchema.shape.data.parse(data),
    read_at: readAt?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
  };
}
