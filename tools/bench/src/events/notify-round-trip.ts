import type { Database } from '@understudy/db/database';
import { atPace, type Pace } from '../measuring/pace.ts';
import { until } from '../measuring/until.ts';
import { delayBetween, type Delay } from './delay.ts';
import type { CommitTimes } from './write-events.ts';

const patienceMs = 5_000;
const channel = 'bench_round_trip';

/**
 * What PostgreSQL alone needs: a transaction that does nothing but NOTIFY, and a connection of the same process that
 * listens. No event that is announced by NOTIFY can be quicker.
 */
export async function measureNotifyRoundTrip(database: Database, pace: Pace): Promise<Delay[]> {
  const [sender, listener] = [await database.openConnection(), await database.openConnection()];
  const arrivals = new Map<string, number>();
  listener.on('notification', ({ payload = '' }) => arrivals.set(payload, performance.now()));
  await listener.query(`listen ${channel}`);
  const send = async (index: number): Promise<CommitTimes> => {
    await sender.query('begin');
    await sender.query('select pg_notify($1, $2)', [channel, String(index)]);
    const sentAt = performance.now();
    await sender.query('commit');
    return { sentAt, committedAt: performance.now() };
  };
  let previous: Promise<unknown> = Promise.resolve();
  const inTurn = (index: number): Promise<CommitTimes> => {
    const next = previous.then(() => send(index));
    previous = next;
    return next;
  };
  try {
    const commits = await atPace(pace, inTurn);
    await until(() => arrivals.size === commits.length, patienceMs);
    return commits.map((commit, index) => delayBetween(commit, arrivals.get(String(index))));
  } finally {
    await Promise.all([sender.end(), listener.end()]);
  }
}
