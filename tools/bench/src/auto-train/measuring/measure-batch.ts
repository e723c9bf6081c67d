import { setTimeout as sleep } from 'node:timers/promises';
import { idealMs, newBatch, type BatchShape } from '../batch-shape.ts';
import { setSimulatorLatency } from '../../clients/simulator.ts';
import type { MeasuredSystem, RunningBatch } from '../systems/measured-system.ts';
import { watchMemory } from '../../measuring/peak-memory.ts';
import { watchProcessorTime } from '../../measuring/processor-time.ts';
import { countCalls } from './provider-calls.ts';

/** Where and at what latency a batch is measured. */
export interface Conditions {
  readonly simulatorUrl: string;
  /** Milliseconds that the provider takes for each call. */
  readonly latencyMs: number;
}

/** One batch, from its request to the news that it is done. */
export interface BatchMeasurement {
  readonly ms: number;
  /** Provider calls of all kinds: stories, votes, replacements. */
  readonly calls: number;
  /** Time to that of the same calls with every place always taken; null at zero latency. */
  readonly ratio: number | null;
  /** Most resident memory of the process that does the work, in bytes. */
  readonly peakBytes: number | null;
  /** Processor time of that process; null where it is not known. */
  readonly processorMs: number | null;
  readonly lost: number;
  readonly doubled: number;
}

/** What happened at a kill. */
export interface Crash {
  /** Calls that the kill cut off: made, and not answered yet. */
  readonly cutOff: number;
  /** Calls that were made a second time. */
  readonly repeated: number;
  /** From the kill to the news that all is done. */
  readonly doneAfterKillMs: number;
}

/** Milliseconds after which a batch that makes no end is given up. */
const patienceMs = 240_000;

/** Items of a batch that warms up: as many as are measured, since V8 compiles anew what it has not seen for a while. */
const warmUpSize = 500;

/** Runs a batch without latency, so that code is compiled and connections are open. */
export async function warmUp(system: MeasuredSystem, simulatorUrl: string): Promise<void> {
  await setSimulatorLatency(simulatorUrl, 0);
  const { done } = await system.begin(newBatch(warmUpSize, 50));
  await inTime(done, system);
}

/** Measures one batch that nothing disturbs. `begin` replaces the usual way to begin it. */
export async function measureBatch(
  system: MeasuredSystem,
  batch: BatchShape,
  { simulatorUrl, latencyMs }: Conditions,
  begin: (batch: BatchShape) => Promise<RunningBatch> = system.begin,
): Promise<BatchMeasurement> {
  await setSimulatorLatency(simulatorUrl, latencyMs);
  const count = await countCalls(simulatorUrl);
  const peakMemory = await watchMemory(system.pid());
  const processorTime = await watchProcessorTime(system.pid());
  const startedAt = performance.now();
  const { done } = await begin(batch);
  await inTime(done, system);
  const ms = performance.now() - startedAt;
  const calls = await count.now();
  const ideal = idealMs(calls, latencyMs, batch.concurrency);
  return {
    ms,
    calls,
    ratio: ideal === 0 ? null : ms / ideal,
    peakBytes: await peakMemory(),
    processorMs: await processorTime(),
    ...(await system.countRows(batch)),
  };
}

/** Measures one batch whose process is ended by SIGKILL when half of its calls have been made. */
export async function measureCrash(
  system: MeasuredSystem,
  batch: BatchShape,
  { simulatorUrl, latencyMs }: Conditions,
): Promise<BatchMeasurement & Crash> {
  await setSimulatorLatency(simulatorUrl, latencyMs);
  const count = await countCalls(simulatorUrl);
  const peakBefore = await watchMemory(system.pid());
  const startedAt = performance.now();
  const ended = inTime((await system.begin(batch)).done, system);
  // Awaited below; until then a failure must not end the bench's own process.
  ended.catch(() => undefined);
  while ((await count.now()) < batch.numExamples / 2) await Promise.race([sleep(10), ended]);
  // Systems that begin all calls of a wave at once are hit in the middle of it, not between two.
  await sleep(latencyMs / 2);
  const peak = await peakBefore();
  const killedAt = performance.now();
  await system.killAndRestart();
  const peakAfter = await watchMemory(system.pid());
  await ended;
  const endedAt = performance.now();
  const calls = await count.now();
  return {
    ms: endedAt - startedAt,
    calls,
    ratio: (endedAt - startedAt) / idealMs(calls, latencyMs, batch.concurrency),
    processorMs: null,
    peakBytes: Math.max(peak ?? 0, (await peakAfter()) ?? 0) || null,
    ...(await system.countRows(batch)),
    ...(await count.paidTwice()),
    doneAfterKillMs: endedAt - killedAt,
  };
}

async function inTime(done: Promise<void>, { title }: MeasuredSystem): Promise<void> {
  const timer = new AbortController();
  const late = sleep(patienceMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${title} has not ended within ${patienceMs / 1000} s`);
  });
  try {
    await Promise.race([done, late]);
  } finally {
    timer.abort();
    late.catch(() => undefined);
  }
}
