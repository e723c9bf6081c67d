import type { Database } from '../database.ts';
import { mapDatabaseError } from '../errors/map-database-error.ts';
import { parseNotification, runEventsChannel } from './run-events-channel.ts';

/** A subscription that can be ended. */
export type RunEventSubscription = { close: () => Promise<void> };

/**
 * Calls `onEvent` for every event of any run, of any user, as it is committed, by way of PostgreSQL's LISTEN on a
 * connection of its own. When the server was gone the subscription comes back by itself; `onReconnect` then says that
 * announcements may have been missed, so that streams read on from what they last had.
 *
 * @throws UnderstudyError `database_unavailable` where the first subscription fails
 */
export async function listenToRunEvents(
  { sql }: Database,
  onEvent: (runId: string, sequence: number) => void,
  onReconnect: () => void,
): Promise<RunEventSubscription> {
  let state: 'connecting' | 'open' | 'closed' = 'connecting';
  const onNotification = (payload: string) => {
    const event = parseNotification(payload);
    if (event !== null && state !== 'closed') onEvent(event.runId, event.sequence);
  };
  const onSubscribed = () => {
    if (state === 'open') onReconnect();
    if (state === 'connecting') state = 'open';
  };
  try {
    const { unlisten } = await sql.listen(runEventsChannel, onNotification, onSubscribed);
    return {
      close: async () => {
        state = 'closed';
        await unlisten();
      },
    };
  } catch (error) {
    // The driver goes on trying behind our back; what it hears is for nobody.
    state = 'closed';
    throw mapDatabaseError(error);
  }
}
