import { createDatabase, type Database } from '@understudy/db/database';
import { measureNotifyRoundTrip } from '../../events/notify-round-trip.ts';
import { readSequences, startFollowedRuns } from '../streams/followed-runs.ts';
import { measureStreams, type StreamsMeasurement } from '../streams/measure-streams.ts';
import { memoryTable, streamsTable } from '../streams/streams-table.ts';
import type { ScaleTools } from './scale-part.ts';
import { withoutWorker } from './without-worker.ts';

const streams = 1_000;
const mostMegabytes = 300;
/** Each event goes to the one stream of its run; then, of one run, to all of them. */
const paceOfMany = { perSecond: 100, seconds: 15 };
const paceOfOne = { perSecond: 5, seconds: 15 };
const notifyPace = { perSecond: 50, seconds: 5 };

/** Whether one API carries a thousand event streams, and how soon events arrive over them. */
export async function measureStreamsPart(tools: ScaleTools): Promise<void> {
  tools.print.note(
    `${String(streams)} streams, opened by standard EventSources in the bench’s process, which also writes the events as ` +
      'activities write them. First each stream follows a run of its own; then all follow one run, so that each event is ' +
      'sent a thousand times. Times are since the commit was answered; the ratio compares medians since COMMIT was sent ' +
      'with a bare NOTIFY.',
  );
  const database = createDatabase({
    url: tools.stack.databaseUrl,
    maxConnections: 10,
    applicationName: 'understudy-bench',
  });
  try {
    const notify = await measureNotifyRoundTrip(database, notifyPace);
    const measured = await withoutWorker(tools, () => measureBoth(tools, database));
    tools.print.table(streamsTable(measured, notify));
    tools.print.table(memoryTable(measured, mostMegabytes));
    report(tools, measured);
  } finally {
    await database.close();
  }
}

async function measureBoth(
  { stack, owner, starters }: ScaleTools,
  database: Database,
): Promise<StreamsMeasurement[]> {
  const runs = await startFollowedRuns(stack, owner, starters, streams);
  const many = await measureStreams({ stack, database }, runs, { streams, pace: paceOfMany });
  const one = await readSequences(owner, runs.slice(0, 1));
  return [many, await measureStreams({ stack, database }, one, { streams, pace: paceOfOne })];
}

function report({ print }: ScaleTools, measured: readonly StreamsMeasurement[]): void {
  print.target({
    name: 'api_memory',
    subject: `the API's peak resident memory with ${String(streams)} streams`,
    measured: Math.max(...measured.map(({ apiPeakBytes }) => (apiPeakBytes ?? Infinity) / 1e6)),
    below: mostMegabytes,
    unit: 'megabytes',
  });
  const faults = measured.reduce(
    (sum, { lost, doubled, disordered }) => sum + lost + doubled + disordered,
    0,
  );
  if (faults > 0) throw new Error('Events were lost, doubled or out of order');
}
