import type { Page } from '@understudy/domain/http/page';
import { and, desc, inArray, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { notifications } from '../schema/notifications.ts';

/** Something to tell a user. */
export type NewNotification = {
  /** What it is about, such as `ready_for_fine_tuning`. */
  kind: string;
  title: string;
  body: string;
  data: Record<string, unknown>;
  /** Nothing is said twice under one key. */
  dedupeKey: string;
};

/** Something that a user was told. */
export type Notification = Omit<NewNotification, 'data' | 'dedupeKey'> & {
  id: string;
  data: unknown;
  readAt: Date | null;
  createdAt: Date;
};

/** Tells the user something, unless they were told before under the same key. */
export async function insertNotification(
  tx: Transaction,
  notification: NewNotification,
): Promise<{ inserted: boolean }> {
  const rows = await tx
    .insert(notifications)
    .values(notification)
    .onConflictDoNothing({ target: [notifications.userId, notifications.dedupeKey] })
    .returning({ id: notifications.id });
  return { inserted: rows.length > 0 };
}

/** A page of what the user was told, newest first; with `unreadOnly` what they have not read. */
export async function listNotifications(
  tx: Transaction,
  { unreadOnly = false, ...page }: PageRequest & { unreadOnly?: boolean },
): Promise<Page<Notification>> {
  const { id, kind, title, body, data, readAt, createdAt } = notifications;
  const rows = await tx
    .select({ id, kind, title, body, data, readAt, createdAt })
    .from(notifications)
    .where(and(mine(notifications), unreadOnly ? isNull(readAt) : undefined, olderThanCursor(id, page)))
    .orderBy(desc(id))
    .limit(page.limit + 1);
  return toPage(rows, page, (row) => row);
}

/** Notes that the user has read notifications, and returns how many of them were unread. */
export async function markRead(tx: Transaction, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const rows = await tx
    .update(notifications)
    .set({ readAt: sql`clock_timestamp()` })
    .where(and(mine(notifications), inArray(notifications.id, [...ids]), isNull(notifications.readAt)))
    .returning({ id: notifications.id });
  return rows.length;
}
