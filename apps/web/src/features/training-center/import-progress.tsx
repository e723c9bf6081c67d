import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import type { TrainingImportSummary } from '@understudy/domain/training-center/contracts/import-examples';
import { isEnded } from '@understudy/domain/runs/run';
import { formatNumber } from '../../app/format.ts';
import { RunProgress } from '../runs/run-progress.tsx';
import { useLiveRun } from '../runs/use-live-run.ts';
import { sayFailure } from './undo-notification.tsx';
import { useRefreshTrainingCenter } from './use-example-actions.ts';
import { useCancelImport, useRefreshImports } from './use-imports.ts';

/** Counts that no event carries are asked for this often at most. */
const askAgainMs = 1_000;

/** How far an import is, live, and the way to end it. */
export function ImportProgress({ runId, item }: { runId: string; item: TrainingImportSummary }) {
  const refreshAll = useRefreshTrainingCenter();
  const refresh = useRefreshImports();
  const refreshSometimes = useThrottledCallback(() => void refresh(), askAgainMs);
  const cancel = useCancelImport(item.import_id);
  const { run } = useLiveRun(runId, (fresh) => {
    if (fresh.some(({ status }) => isEnded(status))) void refreshAll();
    else refreshSometimes();
  });
  const { counts } = item;
  return (
    <Stack gap="sm">
      {run.data === undefined ? <Skeleton h={36} /> : <RunProgress run={run.data} />}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {counts.records > 0 &&
            `${formatNumber(counts.records)} read · ${formatNumber(counts.imported)} imported · ${formatNumber(counts.failed)} failed`}
        </Text>
        <Button
          variant="default"
          size="compact-sm"
          loading={cancel.isPending}
          onClick={() =>
            cancel.mutate(undefined, {
              onError: (error) => sayFailure('The import was not cancelled', error),
            })
          }
        >
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}
