import { Alert, Button, Group, Paper, Skeleton, Text } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import type { TrainingCenterStats } from '@understudy/domain/training-center/contracts/training-center-stats';
import { isEnded } from '@understudy/domain/runs/run';
import { countOf, formatShare } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import { RunProgress } from '../runs/run-progress.tsx';
import { useLiveRun } from '../runs/use-live-run.ts';
import { useExamination } from './use-examination.ts';
import { useRefreshTrainingCenter } from './use-example-actions.ts';

type ExaminationStatusProps = { avatarId: string | null; stats: TrainingCenterStats };

/** When the examples were last examined, and the button that has it done again. */
export function ExaminationStatus({ avatarId, stats }: ExaminationStatusProps) {
  const examination = useExamination(avatarId);
  const runId = examination.data?.run_id;
  const { quality, quality_examined_at: examinedAt, total_examples: total } = stats;
  const isStale = quality === null || quality.examined !== total;
  return (
    <Paper>
      <Group justify="space-between" gap="md">
        <div>
          {quality === null || examinedAt === null ? (
            <>
              <Text fw={600}>Not examined yet</Text>
              <Text size="sm" c="dimmed">
                Lengths, languages, repeats, personal data and style are looked at together.
              </Text>
            </>
          ) : (
            <>
              <Text fw={600}>
                {formatShare(quality.examined === 0 ? 0 : quality.sound / quality.examined)} are sound
              </Text>
              <Text size="sm" c="dimmed">
                {countOf(quality.examined, 'example')} examined <When iso={examinedAt} />
                {isStale && `; there are ${countOf(total, 'example')} now`}
              </Text>
            </>
          )}
        </div>
        <Button
          variant={isStale ? 'filled' : 'default'}
          leftSection={<IconStethoscope size={17} />}
          loading={examination.isPending}
          onClick={() => examination.mutate()}
        >
          Examine now
        </Button>
      </Group>
      {examination.isError && (
        <Alert color="red" role="alert" mt="md" title="The examination did not start">
          {examination.error.message}
        </Alert>
      )}
      {runId !== undefined && <Running key={runId} runId={runId} />}
    </Paper>
  );
}

function Running({ runId }: { runId: string }) {
  const refresh = useRefreshTrainingCenter();
  const { run } = useLiveRun(runId, (fresh) => {
    if (fresh.some(({ status }) => isEnded(status))) void refresh();
  });
  if (run.data === undefined) return <Skeleton h={30} mt="md" />;
  if (run.data.status === 'completed') return null;
  return (
    <div style={{ marginTop: 16 }}>
      <RunProgress run={run.data} />
    </div>
  );
}
