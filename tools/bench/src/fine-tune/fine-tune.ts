import { setTimeout as sleep } from 'node:timers/promises';
import { defaultPollSeconds } from '@understudy/domain/fine-tune/fine-tune-contract';
import type { TestStack } from '@understudy/stack/test-stack';
import pMap from 'p-map';
import postgres, { type Sql } from 'postgres';
import { watchProcessorTime } from '../measuring/processor-time.ts';
import type { Bench } from '../bench-definition.ts';
import { setFineTuningPace } from '../clients/simulator.ts';
import { watchMemory } from '../measuring/peak-memory.ts';
import { watchProcessors } from '../measuring/processor-use.ts';
import type { Printer } from '../report/printer.ts';
import { watchPolls } from './count-polls.ts';
import { allowedCalls, limitsTable, timesTable, type FineTuneMeasurement } from './fine-tune-tables.ts';
import { countJobs, untilJobs } from './job-counts.ts';
import { seedAvatars, type SeededAvatar } from './seed-avatars.ts';

const users = 20;
const avatarsEach = 50;
const jobs = users * avatarsEach;
const baseModel = 'gpt-4o-mini-2024-07-18';

/** The limits of issue 6. */
const mostMegabytes = 400;
/** Milliseconds that are polled, of which each job sees three intervals. */
const pollingMs = 3 * defaultPollSeconds * 1_000 + 5_000;
/** A clock that is read twice, and the time that a call is on its way. */
const gapToleranceMs = 50;

/** Trainings that do not end by themselves: an hour for each example, at the pace of real time. */
const endless = { validating_s: 0, queued_s: 0, example_s: 3_600, finishing_s: 0, speed: 1 };
const atOnce = { speed: 1_000_000 };

/** Whether one worker can watch a thousand jobs, and how little it asks of the provider for that. */
export const fineTune: Bench = {
  name: 'fine-tune',
  title: '1,000 fine-tune jobs polled at once by one worker',
  run: measure,
};

async function measure(stack: TestStack, print: Printer): Promise<void> {
  const owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
  try {
    const avatars = await seedAvatars(stack, owner, { users, avatarsEach });
    print.note(
      `${String(users)} users with ${String(avatarsEach)} avatars each, one job for each avatar, looked at every ${String(defaultPollSeconds)} s.`,
    );
    report(await measureJobs(stack, owner, avatars), print);
  } finally {
    await owner.end({ timeout: 1 });
  }
}

async function measureJobs(
  stack: TestStack,
  owner: Sql,
  avatars: readonly SeededAvatar[],
): Promise<FineTuneMeasurement> {
  const { simulatorUrl } = stack;
  const { pid } = stack.process('worker');
  const memoryOf = async <Result>(work: () => Promise<Result>): Promise<[Result, number | null]> => {
    const peak = await watchMemory(pid);
    const result = await work();
    const bytes = await peak();
    return [result, bytes === null ? null : bytes / 1e6];
  };

  await setFineTuningPace(simulatorUrl, endless);
  const [startMs, starting] = await memoryOf(async () => {
    const startedAt = performance.now();
    await pMap(avatars, ({ user, avatarId }) => user.fineTune(avatarId, baseModel), { concurrency: 8 });
    await untilJobs(owner, ({ running }) => running === jobs, 600_000);
    return performance.now() - startedAt;
  });
  const [polled, polling] = await memoryOf(() => poll(stack));
  const [finishMs, finishing] = await memoryOf(async () => {
    await setFineTuningPace(simulatorUrl, atOnce);
    return await untilJobs(owner, ({ ended }) => ended === jobs, 600_000);
  });
  await insistOnEnds(owner);
  const memory = { starting, polling, finishing };
  return { jobs, intervalSeconds: defaultPollSeconds, startMs, finishMs, ...polled, memory };
}

/** Lets the worker poll, and nothing else. */
async function poll({ simulatorUrl, process }: TestStack) {
  const [polls, processors] = [await watchPolls(simulatorUrl), watchProcessors()];
  const processorTime = await watchProcessorTime(process('worker').pid);
  const startedAt = performance.now();
  await sleep(pollingMs);
  return {
    pollingMs: performance.now() - startedAt,
    polls: await polls(),
    workerProcessorMs: await processorTime(),
    processorsBusy: processors(),
  };
}

/** @throws Error where a job has not succeeded, or has no job at the provider to itself */
async function insistOnEnds(owner: Sql): Promise<void> {
  const counts = await countJobs(owner);
  const { succeeded, completed, providerJobs } = counts;
  if ([succeeded, completed, providerJobs].every((count) => count === jobs)) return;
  throw new Error(`Of ${String(jobs)} jobs: ${JSON.stringify(counts)}`);
}

function report(measured: FineTuneMeasurement, print: Printer): void {
  const { polls, memory, intervalSeconds } = measured;
  print.table(limitsTable(measured, mostMegabytes));
  print.table(timesTable(measured));
  if (polls.jobs !== jobs) throw new Error(`Only ${String(polls.jobs)} jobs were looked at`);
  if (polls.shortestGapMs < intervalSeconds * 1_000 - gapToleranceMs) {
    throw new Error(`A job was looked at again after ${String(polls.shortestGapMs)} ms`);
  }
  print.target({
    name: 'calls',
    subject: 'provider calls per job and interval',
    measured: polls.calls / allowedCalls(measured),
    below: 1.001,
    unit: 'decimal',
  });
  print.target({
    name: 'worker_memory',
    subject: "the worker's peak resident memory",
    measured: Math.max(...Object.values(memory).map((megabytes) => megabytes ?? Infinity)),
    below: mostMegabytes,
    unit: 'megabytes',
  });
}
