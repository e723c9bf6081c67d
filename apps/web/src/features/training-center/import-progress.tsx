import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { TrainingImportSummary } from '@understudy/domain/training-center/contracts/import-examples';
import { formatNumber } from '../../app/format.ts';
import { RunProgress } from '../runs/run-progress.tsx';
import { sayFailure } from './undo-notification.tsx';
import { useImportRun } from './use-import-run.ts';
import { useCancelImport } from './use-imports.ts';

/** How far an import is, live, and the way to end it. */
export function ImportProgress({ runId, item }: { runId: string; item: TrainingImportSummary }) {
  const cancel = useCancelImport(item.import_id);
  const run = useImportRun(runId);
  const { counts } = item;
  return (
    <Stack gap="sm">
      {run === undefined ? <Skeleton h={36} /> : <RunProgress run={run} />}
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
