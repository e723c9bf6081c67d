import type { Pace } from '../../measuring/pace.ts';
import { apiTable } from '../api/api-table.ts';
import { startBareProcess, type BareProcess } from '../api/bare-process.ts';
import {
  lighterPaces,
  measureApi,
  startedRoutes,
  targetPace,
  type ApiMeasurement,
} from '../api/measure-api.ts';
import type { ScaleTools } from './scale-part.ts';
import { discardWork, withoutWorker } from './without-worker.ts';

const targetMs = 50;

/** What the API adds to a request that starts a run. */
export async function measureApiPart(tools: ScaleTools): Promise<void> {
  tools.print.note(
    'Open loop: requests are sent at a constant rate whatever the answers take, and timed from when each was to be sent. ' +
      'The bare route is an Express application in a process of its own, which gets the same bodies at the same rate at the ' +
      'same time. Each request stores a run before it is answered, and its workflow is started beside that. With the worker ' +
      'stopped, that is all that happens. With the worker at work it takes up runs on the same processors, more than they can do, so what is ' +
      'measured then is waiting for a processor.',
  );
  const bare = await startBareProcess();
  try {
    const measured = [
      ...(await withoutWorker(tools, () =>
        measureRoutes(tools, bare, { worker: false, paces: [...lighterPaces, targetPace] }),
      )),
      ...(await measureRoutes(tools, bare, { worker: true, paces: [targetPace] })),
    ];
    await discardWork(tools);
    tools.print.table(apiTable(measured));
    for (const { route, worker, pace, product } of measured) {
      if (pace !== targetPace) continue;
      const state = worker ? 'at work' : 'stopped';
      tools.print.target({
        name: `${route}, worker ${state}`,
        subject: `${route} at ${String(pace.perSecond)}/s, worker ${state}, p99`,
        measured: product.p99,
        below: targetMs,
        unit: 'ms',
      });
    }
  } finally {
    bare.stop();
  }
}

async function measureRoutes(
  { stack, starters }: ScaleTools,
  bare: BareProcess,
  { worker, paces }: { worker: boolean; paces: readonly Pace[] },
): Promise<ApiMeasurement[]> {
  const measured: ApiMeasurement[] = [];
  for (const route of startedRoutes) {
    for (const pace of paces) {
      measured.push(await measureApi(stack, starters, bare, { route, worker, pace }));
    }
  }
  return measured;
}
