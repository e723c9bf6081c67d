import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestStack } from '@understudy/stack/test-stack';
import { parseSamples, sumOf, type Sample } from './prometheus-samples.ts';

/** What Temporal's server did in some time, by its own metrics. */
export interface TemporalLoad {
  /** Reads and writes of its own database. */
  readonly persistenceOperations: number;
  /** Of these, writes of a workflow's state, which wait for each other within a history shard. */
  readonly stateWrites: number;
  /** Mean milliseconds of such a write. */
  readonly meanWriteMs: number;
  /** Requests to its frontend, polls included. */
  readonly requests: number;
  /** What Temporal Cloud would bill as actions. */
  readonly actions: number;
  /** Workflows that clients started, and the mean milliseconds until the frontend had answered. */
  readonly starts: number;
  readonly meanStartMs: number;
}

/** Begins to watch Temporal's server. The function returned answers with what it did since. */
export async function watchTemporal({ stateFolder }: TestStack): Promise<() => Promise<TemporalLoad>> {
  // The port of the metrics is chosen by the server, which writes it down when it starts.
  const log = await readFile(join(stateFolder, 'logs', 'temporal.log'), 'utf8');
  const url = /Metrics:\s+(http\S+)/.exec(log)?.[1];
  if (url === undefined) throw new Error("Temporal's log does not say where its metrics are");
  const read = async (): Promise<Totals> => totalsOf(parseSamples(await (await fetch(url)).text()));
  const before = await read();
  return async () => loadBetween(before, await read());
}

/** Counters of the server. */
interface Totals {
  readonly persistence: number;
  readonly writes: number;
  readonly writeSeconds: number;
  readonly requests: number;
  readonly actions: number;
  readonly starts: number;
  readonly startSeconds: number;
}

const writes = ['CreateWorkflowExecution', 'UpdateWorkflowExecution'];
const start = { operation: 'StartWorkflowExecution', service_name: 'frontend' };

function totalsOf(samples: readonly Sample[]): Totals {
  const ofWrites = (name: string): number =>
    writes.reduce((sum, operation) => sum + sumOf(samples, name, { operation }), 0);
  return {
    writes: ofWrites('persistence_latency_count'),
    writeSeconds: ofWrites('persistence_latency_sum'),
    persistence: sumOf(samples, 'persistence_requests'),
    requests: sumOf(samples, 'service_requests', { service_name: 'frontend' }),
    actions: sumOf(samples, 'action'),
    starts: sumOf(samples, 'service_latency_count', start),
    startSeconds: sumOf(samples, 'service_latency_sum', start),
  };
}

function loadBetween(before: Totals, after: Totals): TemporalLoad {
  const starts = after.starts - before.starts;
  const stateWrites = after.writes - before.writes;
  return {
    persistenceOperations: after.persistence - before.persistence,
    stateWrites,
    meanWriteMs: stateWrites === 0 ? 0 : ((after.writeSeconds - before.writeSeconds) * 1_000) / stateWrites,
    requests: after.requests - before.requests,
    actions: after.actions - before.actions,
    starts,
    meanStartMs: starts === 0 ? 0 : ((after.startSeconds - before.startSeconds) * 1_000) / starts,
  };
}
