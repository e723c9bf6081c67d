import { Alert, Button, Group, Paper, Skeleton, Text } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import type { Quality } from '@understudy/domain/training-center/contracts/examine-examples';
import { isEnded } from '@understudy/domain/runs/run';
import { countOf, formatShare } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import { RunProgress } from '../runs/run-progress.tsx';
import { useLiveRun } from '../runs/use-live-run.ts';
import { changesSince, isStale } from './examination-age.ts';
import { useRefreshAfterwards, useRefreshTrainingCenter } from './use-example-actions.ts';
import { useExamination } from './use-quality.ts';

type ExaminationStatusProps = { avatarId: string | null; quality: Quality };

/** When the examples were last examined, what has changed since, and the button that has it done again. */
export function ExaminationStatus({ avatarId, quality }: ExaminationStatusProps) {
  const examination = useExamination(avatarId);
  const { report, examined_at: examinedAt, run_id: runId } = quality;
  const stale = isStale(quality);
  return (
    <Paper component="section" aria-label="Examination">
      <Group justify="space-between" gap="md">
        <div>
          {report === null || examinedAt === null ? (
            <>
              <Text fw={600}>Not examined yet</Text>
              <Text size="sm" c="dimmed">
                Lengths, languages, repeats, personal data and style are looked at together.
              </Text>
            </>
          ) : (
            <>
              <Text fw={600}>
                {formatShare(report.examined === 0 ? 0 : report.sound / report.examined)} are sound
              </Text>
              <Text size="sm" c="dimmed">
                {countOf(report.examined, 'example')} examined <When iso={examinedAt} />
                {stale && `; since then ${changesSince(quality)}`}
              </Text>
            </>
          )}
        </div>
        {runId === null && (
          <Button
            variant={stale ? 'filled' : 'default'}
            leftSection={<IconStethoscope size={17} />}
            loading={examination.isPending}
            onClick={() => examination.mutate()}
          >
            Examine now
          </Button>
        )}
      </Group>
      {examination.isError && (
        <Alert color="red" role="alert" mt="md" title="The examination did not start">
          {examination.error.message}
        </Alert>
      )}
      {runId !== null && <Running key={runId} runId={runId} />}
    </Paper>
  );
}

function Running({ runId }: { runId: string }) {
  const refresh = useRefreshTrainingCenter();
  useRefreshAfterwards();
  const { run } = useLiveRun(runId, (fresh) => {
    if (fresh.some(({ status }) => isEnded(status))) void refresh();
  });
  if (run.data === undefined) return <Skeleton h={30} mt="md" />;
  return (
    <div style={{ marginTop: 16 }}>
      <RunProgress run={run.data} />
    </div>
  );
}
