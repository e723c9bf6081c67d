import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { notifications } from '../schema/notifications.ts';
import type { Notification } from './notifications.ts';

/** How much of what the user was told they have not read. */
export async function countUnread(tx: Transaction): Promise<number> {
  return await tx.$count(notifications, and(mine(notifications), isNull(notifications.readAt)));
}

/**
 * Notes that the user has read a notification, and returns it. The time of the first reading stays.
 *
 * @throws UnderstudyError `not_found`
 */
export async function readNotification(tx: Transaction, notificationId: string): Promise<Notification> {
  const { id, kind, title, body, data, readAt, createdAt } = notifications;
  const rows = await tx
    .update(notifications)
    .set({ readAt: sql`coalesce(${readAt}, clock_timestamp())` })
    .where(and(mine(notifications), eq(id, notificationId)))
    .returning({ id, kind, title, body, data, readAt, createdAt });
  return firstOrNotFound(rows, 'notification', notificationId);
}

/** Notes that the user has read everything, and returns how much of it was unread. */
export async function markAllRead(tx: Transaction): Promise<number> {
  const { rowCount } = await tx
    .update(notifications)
    .set({ readAt: sql`clock_timestamp()` })
    .where(and(mine(notifications), isNull(notifications.readAt)));
  return rowCount ?? 0;
}
