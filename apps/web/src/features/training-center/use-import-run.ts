import { useThrottledCallback } from '@mantine/hooks';
import { isEnded } from '@understudy/domain/runs/run';
import { useLiveRun } from '../runs/use-live-run.ts';
import { useRefreshAfterwards, useRefreshTrainingCenter } from './use-example-actions.ts';
import { useRefreshImports } from './use-imports.ts';

/** Counts and states that no event carries are asked for this often at most. */
const askAgainMs = 1_000;

/** The run of an import, live: the import itself is read again as the run goes on, and everything else at its end. */
export function useImportRun(runId: string) {
  const refreshAll = useRefreshTrainingCenter();
  const refresh = useRefreshImports();
  useRefreshAfterwards();
  const refreshSometimes = useThrottledCallback(() => void refresh(), askAgainMs);
  const { run } = useLiveRun(runId, (fresh) => {
    if (fresh.some(({ status }) => isEnded(status))) void refreshAll();
    else refreshSometimes();
  });
  return run.data;
}
