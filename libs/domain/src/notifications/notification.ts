import { z } from 'zod';

/** Something that a user was told without having asked. */
export const notificationSchema = z
  .object({
    id: z.uuid(),
    kind: z.string().describe('What it is about, such as `ready_for_fine_tuning`'),
    title: z.string(),
    body: z.string(),
    data: z.record(z.string(), z.json()).describe('IDs and counts that belong to it'),
    read_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof notificationSchema>;

/** A page of notifications, newest first, with how many of all are unread. */
export const notificationPageSchema = z
  .object({
    items: z.array(notificationSchema),
    next_cursor: z.string().nullable(),
    unread_count: z.int().min(0).describe('Of all notifications, not of this page'),
  })
  .meta({ id: 'NotificationPage' });

/** What became of all that was unread. */
export const markedReadSchema = z
  .object({ marked_read: z.int().min(0).describe('Notifications that were unread until now') })
  .meta({ id: 'MarkedRead' });
