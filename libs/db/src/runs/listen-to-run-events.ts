import type { Database } from '../database.ts';
import { listenToChannel, type Subscription } from '../listening/listen-to-channel.ts';
import { parseNotification, runEventsChannel } from './run-events-channel.ts';

/**
 * Calls `onEvent` for every event of any run, of any user, as it is committed. When the server was gone the subscription
 * comes back by itself; `onReconnect` then says that announcements may have been missed, so that streams read on from
 * what they last had.
 *
 * @throws UnderstudyError `database_unavailable` where the first subscription fails
 */
export async function listenToRunEvents(
  database: Database,
  onEvent: (runId: string, sequence: number) => void,
  onReconnect: () => void,
): Promise<Subscription> {
  return await listenToChannel(database, {
    channel: runEventsChannel,
    onReconnect,
    onPayload(payload) {
      const event = parseNotification(payload);
      if (event !== null) onEvent(event.runId, event.sequence);
    },
  });
}
