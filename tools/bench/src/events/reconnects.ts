import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@understudy/db/database';
import type { TestStack } from '@understudy/stack/test-stack';
import { openCuttingProxy } from '../clients/cutting-proxy.ts';
import { followRun } from '../clients/run-stream.ts';
import { until } from '../measuring/until.ts';
import { checkSequences, type SequenceFaults } from './check-sequences.ts';
import type { WaitingRun } from './waiting-run.ts';
import { writeEvents } from './write-events.ts';

/** What came of cutting streams while events were written. */
export interface Reconnects extends SequenceFaults {
  readonly streams: number;
  readonly written: number;
  /** Events that arrived, over all streams. */
  readonly received: number;
  /** Connections that were reset while they were open. */
  readonly cutConnections: number;
  readonly apiKills: number;
}

const streams = 3;
const pace = { perSecond: 50, seconds: 16 };
const cutEveryMs = 1_700;
const killAfterMs = 8_000;
const patienceMs = 20_000;

/**
 * Writes events while connections are reset again and again and the API is killed once, and counts what the clients got:
 * standard EventSources that connect again with `Last-Event-ID`.
 *
 * @param after sequence number of the run's last event
 */
export async function measureReconnects(
  { stack, database, run }: { stack: TestStack; database: Database; run: WaitingRun },
  after: number,
): Promise<Reconnects> {
  const proxy = await openCuttingProxy(stack.apiUrl);
  const received = Array.from({ length: streams }, (): number[] => []);
  const open = received.map((own) =>
    followRun({ apiUrl: proxy.url, token: run.token, runId: run.runId, after }, ({ sequence }) => {
      own.push(sequence);
    }),
  );
  try {
    await Promise.all(open.map(({ opened }) => opened));
    let cutConnections = 0;
    const cutting = setInterval(() => (cutConnections += proxy.cut()), cutEveryMs);
    const killing = sleep(killAfterMs).then(() => stack.process('api').kill('SIGKILL'));
    const events = await writeEvents(database, run, pace).finally(() => clearInterval(cutting));
    await killing;
    const last = Math.max(...events.map(({ sequence }) => sequence));
    await until(() => received.every((own) => own.includes(last)), patienceMs);
    const written = events.map(({ sequence }) => sequence);
    const faults = received.map((own) => checkSequences(written, own));
    const sum = (key: keyof SequenceFaults) => faults.reduce((total, fault) => total + fault[key], 0);
    return {
      streams,
      written: written.length,
      received: received.flat().length,
      cutConnections,
      apiKills: 1,
      lost: sum('lost'),
      doubled: sum('doubled'),
      disordered: sum('disordered'),
    };
  } finally {
    for (const stream of open) stream.close();
    await proxy.close();
  }
}
