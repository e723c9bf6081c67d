import type { TestStack } from '@understudy/stack/test-stack';
import { startExtraWorker, type ExtraWorker } from '@understudy/stack/testing/extra-worker';
import pMap from 'p-map';
import type { Sql } from 'postgres';
import { watchProcessors } from '../../measuring/processor-use.ts';
import { eachOf, watchStack, type ProcessorTimes } from '../measuring/stack-processors.ts';
import { untilAllEnded } from '../open-runs.ts';
import { sessionRequest, startRun, type Starter } from '../start-requests.ts';
import { workerLikeOwn } from './worker-like-own.ts';

/** One round: some sessions, all wanted at once. */
export interface WorkersRound {
  readonly perSecond: number;
  /** Share of all processors' time, 0–1. */
  readonly processorsBusy: number;
  /** Milliseconds of processor time that one session took, by who spent them. */
  readonly perSession: ProcessorTimes;
}

/** Rounds with so many worker processes. */
export interface WorkersMeasurement {
  readonly workers: number;
  readonly rounds: readonly WorkersRound[];
}

/** More than the workers can have under way, so that none waits for a request. */
export const sessionsPerRound = 24;
const warmUpSessions = 8;
export const rounds = 3;
const requestsAtOnce = 8;
const patienceMs = 120_000;

/** Adds one worker process after the other to that of the stack, and measures with each number of them. */
export async function measureWorkers(
  stack: TestStack,
  owner: Sql,
  starters: readonly Starter[],
  counts: readonly number[],
): Promise<WorkersMeasurement[]> {
  const extra: ExtraWorker[] = [];
  const measured: WorkersMeasurement[] = [];
  try {
    for (const workers of counts) {
      while (extra.length < workers - 1) {
        extra.push(await startExtraWorker(stack, workerLikeOwn(stack, `worker-${String(extra.length + 2)}`)));
      }
      const pids = [stack.process('worker').pid, ...extra.map(({ pid }) => pid)];
      const round = (sessions: number) => measureRound(stack, owner, { starters, sessions, pids });
      await round(warmUpSessions * workers);
      const done: WorkersRound[] = [];
      while (done.length < rounds) done.push(await round(sessionsPerRound));
      measured.push({ workers, rounds: done });
    }
  } finally {
    await Promise.all(extra.map((worker) => worker.stop()));
  }
  return measured;
}

async function measureRound(
  stack: TestStack,
  owner: Sql,
  {
    starters,
    sessions,
    pids,
  }: { starters: readonly Starter[]; sessions: number; pids: readonly (number | undefined)[] },
): Promise<WorkersRound> {
  const requests = starters.flatMap((starter, index) =>
    Array.from({ length: Math.ceil((sessions - index) / starters.length) }, () => sessionRequest(starter)),
  );
  const [spent, processors] = [await watchStack(stack, pids), watchProcessors()];
  const startedAt = performance.now();
  await pMap(requests, (request) => startRun(stack, request), { concurrency: requestsAtOnce });
  await untilAllEnded(owner, patienceMs);
  const seconds = (performance.now() - startedAt) / 1_000;
  const processorsBusy = processors();
  return {
    perSecond: requests.length / seconds,
    processorsBusy,
    perSession: eachOf(await spent(), requests.length),
  };
}
