import type { Run } from '@understudy/domain/runs/run';
import { isEnded } from '@understudy/domain/runs/run';
import type { RunEvent } from '@understudy/domain/runs/run-event';
import { useQueryClient } from '@tanstack/react-query';
import { runKey, useRun } from './use-runs.ts';
import { useRunEvents } from './use-run-events.ts';

/** The run as of its newest event. */
function advance(run: Run, event: RunEvent): Run {
  return { ...run, status: event.status, progress: event.progress };
}

/**
 * A run with its events, both live. Status and progress follow the events; at an end the run is read again, for the
 * fields that no event carries.
 *
 * @param onFresh called with every batch of new events, in order
 */
export function useLiveRun(runId: string, onFresh?: (fresh: readonly RunEvent[]) => void) {
  const queries = useQueryClient();
  const run = useRun(runId);
  const stream = useRunEvents(runId, run.data?.attempt ?? 1, (fresh) => {
    const newest = fresh.at(-1);
    if (newest === undefined) return;
    queries.setQueryData<Run>(runKey(runId), (known) => known && advance(known, newest));
    if (isEnded(newest.status) || newest.type === 'run_started') {
      void queries.invalidateQueries({ queryKey: runKey(runId) });
    }
    onFresh?.(fresh);
  });
  return { run, ...stream };
}
