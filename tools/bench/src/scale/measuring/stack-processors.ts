import type { TestStack } from '@understudy/stack/test-stack';
import { watchProcessTrees } from './process-tree.ts';

/** Milliseconds of processor time by who spent them: the stack's processes, and the bench with its clients. */
export interface ProcessorTimes {
  readonly workers: number;
  readonly api: number;
  readonly temporal: number;
  readonly postgres: number;
  readonly simulator: number;
  readonly bench: number;
}

/**
 * Begins to watch all processes of a stack, each with what it has started. The function returned answers with the
 * milliseconds that they have spent since.
 *
 * @param workers processes of workers, that of the stack included
 */
export async function watchStack(
  stack: TestStack,
  workers: readonly (number | undefined)[] = [stack.process('worker').pid],
): Promise<() => Promise<ProcessorTimes>> {
  const watch = (name: 'api' | 'temporal' | 'postgres' | 'simulator') =>
    watchProcessTrees([stack.process(name).pid]);
  const spent = {
    workers: await watchProcessTrees(workers),
    api: await watch('api'),
    temporal: await watch('temporal'),
    postgres: await watch('postgres'),
    simulator: await watch('simulator'),
  };
  const before = process.cpuUsage();
  return async () => {
    const own = process.cpuUsage(before);
    return {
      workers: await spent.workers(),
      api: await spent.api(),
      temporal: await spent.temporal(),
      postgres: await spent.postgres(),
      simulator: await spent.simulator(),
      bench: (own.user + own.system) / 1_000,
    };
  };
}

/** The sum of all, in milliseconds. */
export function totalOf(times: ProcessorTimes): number {
  return Object.values(times).reduce((sum: number, time: number) => sum + time, 0);
}

/** The share of one of `count` equal things. */
export function eachOf(
  { workers, api, temporal, postgres, simulator, bench }: ProcessorTimes,
  count: number,
): ProcessorTimes {
  return {
    workers: workers / count,
    api: api / count,
    temporal: temporal / count,
    postgres: postgres / count,
    simulator: simulator / count,
    bench: bench / count,
  };
}
