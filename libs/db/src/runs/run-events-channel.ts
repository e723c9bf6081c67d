import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';

/** The channel of PostgreSQL's NOTIFY on which every committed event is announced. IDs only: it has no row security. */
export const runEventsChannel = 'run_events';

/** The announcement of an event: `<run id>:<sequence>`. */
export function toNotification(runId: string, sequence: number): string {
  return `${runId}:${sequence}`;
}

/** Announces an event, to be selected by the statement that writes it: nobody hears of it before the commit. */
export function announcementOf(runId: string, sequence: number): SQL {
  return sql`pg_notify(${runEventsChannel}, ${toNotification(runId, sequence)})`;
}

const notificationSchema = z.tuple([z.uuid(), z.coerce.number().int().min(1)]);

/** What an announcement says; null where it is none of ours. */
export function parseNotification(payload: string): { runId: string; sequence: number } | null {
  const parsed = notificationSchema.safeParse(payload.split(':'));
  if (!parsed.success) return null;
  const [runId, sequence] = parsed.data;
  return { runId, sequence };
}
