import { discardOpenRuns } from '../open-runs.ts';
import type { ScaleTools } from './scale-part.ts';

/** Kills the stack's worker, measures, discards the runs that are open, and starts the worker again. */
export async function withoutWorker<Result>(
  { stack, owner }: ScaleTools,
  work: () => Promise<Result>,
): Promise<Result> {
  const worker = stack.process('worker');
  worker.autoRestart = false;
  await worker.kill('SIGKILL');
  try {
    return await work();
  } finally {
    await discardOpenRuns(stack, owner);
    await worker.restart();
    worker.autoRestart = true;
  }
}

/** Discards what is open while a worker is at it. */
export async function discardWork(tools: ScaleTools): Promise<void> {
  await withoutWorker(tools, () => Promise.resolve());
}
