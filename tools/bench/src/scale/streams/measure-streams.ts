import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@understudy/db/database';
import type { TestStack } from '@understudy/stack/test-stack';
import pMap from 'p-map';
import { followRun, type RunStream } from '../../clients/run-stream.ts';
import { checkSequences, type SequenceFaults } from '../../events/check-sequences.ts';
import { delayBetween, type Delay } from '../../events/delay.ts';
import type { WaitingRun } from '../../events/waiting-run.ts';
import { writeEvents, type CommittedEvent } from '../../events/write-events.ts';
import { atPace, type Pace } from '../../measuring/pace.ts';
import { watchMemory } from '../../measuring/peak-memory.ts';
import { watchProcessors } from '../../measuring/processor-use.ts';
import { until } from '../../measuring/until.ts';
import { watchProcessTrees } from '../measuring/process-tree.ts';

/** A run that only the bench adds events to, and how far it is. */
export interface FollowedRun extends WaitingRun {
  readonly lastSequence: number;
}

/** What came of events that were written while many streams were open. */
export interface StreamsMeasurement extends SequenceFaults {
  readonly streams: number;
  readonly runs: number;
  readonly written: number;
  readonly arrivals: number;
  /** Arrivals in a second, from the first event that was written to the last that arrived. */
  readonly perSecond: number;
  readonly delays: readonly Delay[];
  /** From the first request to the last stream that was open. */
  readonly openingMs: number;
  /** Resident memory of the API before the first stream is opened. */
  readonly apiBytesBefore: number | null;
  /** Most resident memory of the API, opening included; null where the system does not tell. */
  readonly apiPeakBytes: number | null;
  /** Processor time of the API for each second of the clock, 0–1 for a processor. */
  readonly apiProcessor: number;
  readonly processorsBusy: number;
}

const openedAtOnce = 50;
const settleMs = 1_000;
const patienceMs = 15_000;
const oneEvent = { perSecond: 1, seconds: 1 };

/** Events of one stream, in the order of their arrival. */
interface Arrivals {
  readonly run: FollowedRun;
  readonly sequences: number[];
  readonly times: Map<number, number>;
}

/**
 * Opens streams, which share the runs out among them, writes events to the runs in turn, and takes the time from each
 * commit to each arrival. Writer and clients share a process, and so a clock.
 */
export async function measureStreams(
  { stack, database }: { stack: TestStack; database: Database },
  runs: readonly FollowedRun[],
  { streams, pace }: { streams: number; pace: Pace },
): Promise<StreamsMeasurement> {
  const runAt = (index: number): FollowedRun => {
    const run = runs[index % runs.length];
    if (run === undefined) throw new RangeError('There is no run to follow');
    return run;
  };
  const apiPid = stack.process('api').pid;
  const peak = await watchMemory(apiPid);
  const apiBytesBefore = await peak();
  const all = Array.from({ length: streams }, (_, index): Arrivals => {
    return { run: runAt(index), sequences: [], times: new Map() };
  });
  const open: RunStream[] = [];
  try {
    const openingAt = performance.now();
    await pMap(all, (arrivals) => openStream(stack, arrivals, open), { concurrency: openedAtOnce });
    const openingMs = performance.now() - openingAt;
    await sleep(settleMs);
    const [processors, apiTime] = [watchProcessors(), await watchProcessTrees([apiPid])];
    const startedAt = performance.now();
    const written = await atPace(pace, async (index) => {
      const run = runAt(index);
      const events = await writeEvents(database, run, oneEvent);
      return events.map((event) => ({ ...event, runId: run.runId }));
    });
    const byRun = Map.groupBy(written.flat(), ({ runId }) => runId);
    const writtenFor = ({ run }: Arrivals): readonly CommittedEvent[] => byRun.get(run.runId) ?? [];
    await until(
      () => all.every((arrivals) => arrivals.sequences.length >= writtenFor(arrivals).length),
      patienceMs,
    );
    const elapsedMs = performance.now() - startedAt;
    const [processorsBusy, apiProcessor] = [processors(), (await apiTime()) / elapsedMs];
    return {
      streams,
      runs: runs.length,
      written: written.length,
      ...summarize(all, writtenFor, startedAt),
      openingMs,
      apiBytesBefore,
      apiPeakBytes: await peak(),
      apiProcessor,
      processorsBusy,
    };
  } finally {
    for (const stream of open) stream.close();
  }
}

async function openStream(
  stack: TestStack,
  { run, sequences, times }: Arrivals,
  open: RunStream[],
): Promise<void> {
  const address = { apiUrl: stack.apiUrl, token: run.token, runId: run.runId, after: run.lastSequence };
  const stream = followRun(address, ({ sequence, arrivedAt }) => {
    sequences.push(sequence);
    times.set(sequence, arrivedAt);
  });
  open.push(stream);
  await stream.opened;
}

function summarize(
  all: readonly Arrivals[],
  writtenFor: (arrivals: Arrivals) => readonly CommittedEvent[],
  startedAt: number,
): Pick<StreamsMeasurement, 'arrivals' | 'perSecond' | 'delays' | keyof SequenceFaults> {
  const faults = all.map((one) =>
    checkSequences(
      writtenFor(one).map(({ sequence }) => sequence),
      one.sequences,
    ),
  );
  const sum = (key: keyof SequenceFaults): number => faults.reduce((total, fault) => total + fault[key], 0);
  const arrivals = all.reduce((total, { sequences }) => total + sequences.length, 0);
  const last = all.reduce((latest, { times }) => Math.max(latest, ...times.values()), startedAt);
  const delays = all.flatMap((one) =>
    writtenFor(one)
      .filter(({ sequence }) => one.times.has(sequence))
      .map((commit) => delayBetween(commit, one.times.get(commit.sequence))),
  );
  return {
    arrivals,
    perSecond: (arrivals * 1_000) / (last - startedAt),
    delays,
    lost: sum('lost'),
    doubled: sum('doubled'),
    disordered: sum('disordered'),
  };
}
