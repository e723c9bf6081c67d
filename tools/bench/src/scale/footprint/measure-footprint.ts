import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestStack } from '@understudy/stack/test-stack';
import pMap from 'p-map';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { readHistories } from '../../auto-train/measuring/workflow-histories.ts';
import { medianOf } from '../../measuring/distribution.ts';
import { watchStack, type ProcessorTimes } from '../measuring/stack-processors.ts';
import { watchTemporal, type TemporalLoad } from '../measuring/temporal-load.ts';
import { untilAllEnded } from '../open-runs.ts';
import { startRun, type Starter } from '../start-requests.ts';
import { compact, growthBetween, readDatabaseState, type DatabaseGrowth } from './database-state.ts';
import type { MeasuredKind } from './run-kinds.ts';

/** What some runs of a kind have left and cost, all together. */
export interface Footprint {
  readonly kind: MeasuredKind;
  readonly ms: number;
  readonly database: DatabaseGrowth;
  /** The same tables, rewritten without the room of rows that have been replaced. */
  readonly compactBytes: number;
  readonly storageBytes: number;
  /** Bytes that Temporal's own database has grown by. */
  readonly temporalBytes: number;
  readonly temporal: TemporalLoad;
  /** Medians of a few of the runs. */
  readonly history: { readonly events: number; readonly bytes: number; readonly activities: number };
  readonly processors: ProcessorTimes;
}

const requestsAtOnce = 8;
const patienceMs = 180_000;
const historiesRead = 5;
/** PostgreSQL's backends tell of what they did at most once a second. */
const statisticsMs = 1_500;

/** Does runs of a kind and takes what is there afterwards and was not there before. */
export async function measureFootprint(
  stack: TestStack,
  owner: Sql,
  starters: readonly Starter[],
  kind: MeasuredKind,
): Promise<Footprint> {
  await compact(owner);
  await sleep(statisticsMs);
  const before = { database: await readDatabaseState(owner), ...(await readFiles(stack)) };
  const [temporal, spent] = [await watchTemporal(stack), await watchStack(stack)];
  const startedAt = performance.now();
  const runIds = await pMap(
    Array.from({ length: kind.runs }, (_, index) => starters[index % starters.length]).filter(
      (starter) => starter !== undefined,
    ),
    (starter) => startRun(stack, kind.request(starter)),
    { concurrency: requestsAtOnce },
  );
  await untilAllEnded(owner, patienceMs);
  const ms = performance.now() - startedAt;
  const [processors, load] = [await spent(), await temporal()];
  await sleep(statisticsMs);
  const after = { database: await readDatabaseState(owner), ...(await readFiles(stack)) };
  await compact(owner);
  const compacted = await readDatabaseState(owner);
  return {
    kind,
    ms,
    database: growthBetween(before.database, after.database),
    compactBytes: growthBetween(before.database, compacted).bytes,
    storageBytes: after.storageBytes - before.storageBytes,
    temporalBytes: after.temporalBytes - before.temporalBytes,
    temporal: load,
    history: await historyOf(stack, runIds.slice(0, historiesRead)),
    processors,
  };
}

async function historyOf(stack: TestStack, runIds: readonly string[]): Promise<Footprint['history']> {
  const histories = await pMap(runIds, (runId) => readHistories(stack.temporalAddress, runId), {
    concurrency: 1,
  });
  const median = (key: keyof Footprint['history']): number =>
    medianOf(histories.map((executions) => executions.reduce((sum, execution) => sum + execution[key], 0)));
  return { events: median('events'), bytes: median('bytes'), activities: median('activities') };
}

async function readFiles({
  stateFolder,
}: TestStack): Promise<{ storageBytes: number; temporalBytes: number }> {
  return {
    storageBytes: await bytesBelow(join(stateFolder, 'storage')),
    temporalBytes: bytesOfDatabase(join(stateFolder, 'temporal', 'temporal.db')),
  };
}

async function bytesBelow(folder: string): Promise<number> {
  // The folder is made when the first file is stored.
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await pMap(files, (file) => stat(join(file.parentPath, file.name)), { concurrency: 16 });
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

const pageCountSchema = z.object({ page_count: z.int() });
const pageSizeSchema = z.object({ page_size: z.int() });

/** What Temporal's development server keeps, its write-ahead log included. */
function bytesOfDatabase(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const { page_count: pages } = pageCountSchema.parse(database.prepare('pragma page_count').get());
    const { page_size: bytes } = pageSizeSchema.parse(database.prepare('pragma page_size').get());
    return pages * bytes;
  } finally {
    database.close();
  }
}
