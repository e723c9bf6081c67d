import { Alert, Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { IconAlertCircle, IconArrowLeft } from '@tabler/icons-react';
import { isEnded } from '@understudy/domain/runs/run';
import type { TrainingSession } from '@understudy/domain/training-sessions/training-session';
import {
  trainingPhases,
  trainingPhaseTitles,
} from '@understudy/domain/training-sessions/training-session-contract';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { PageSkeleton } from '../../app/page-skeleton.tsx';
import { When } from '../../app/when.tsx';
import { avatarKey } from '../avatars/use-avatars.ts';
import { PhaseSteps } from '../runs/phase-steps.tsx';
import { RunControls } from '../runs/run-controls.tsx';
import { RunLog } from '../runs/run-log.tsx';
import { RunProgress } from '../runs/run-progress.tsx';
import { RunStatusBadge } from '../runs/run-status-badge.tsx';
import { useLiveRun } from '../runs/use-live-run.ts';
import { SessionFiles } from './session-files.tsx';
import { SessionResult } from './session-result.tsx';
import { sessionKey, useTrainingSession } from './use-training-sessions.ts';

const rereadMs = 400;

/** One training session: live while it runs, its findings when it is done. */
export function TrainingSessionPage() {
  const { sessionId = '' } = useParams();
  const session = useTrainingSession(sessionId);
  if (cannotShow(session)) return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data === undefined) return <PageSkeleton />;
  return <LiveSession key={session.data.run.id} session={session.data} />;
}

function LiveSession({ session }: { session: TrainingSession }) {
  const queries = useQueryClient();
  const reread = useThrottledCallback(() => {
    void queries.invalidateQueries({ queryKey: sessionKey(session.id) });
  }, rereadMs);
  const live = useLiveRun(session.run.id, (fresh) => {
    reread();
    if (fresh.some((event) => isEnded(event.status))) {
      void queries.invalidateQueries({ queryKey: sessionKey(session.id) });
      void queries.invalidateQueries({ queryKey: avatarKey(session.avatar_id) });
      void queries.invalidateQueries({ queryKey: ['prompt-versions', 'list', session.avatar_id] });
    }
  });
  const run = live.run.data ?? session.run;
  const over = isEnded(run.status);

  return (
    <Stack gap="lg">
      <Anchor component={Link} to={`/avatars/${session.avatar_id}/train`} size="sm">
        <Group gap={6} component="span">
          <IconArrowLeft size={15} aria-hidden /> All training
        </Group>
      </Anchor>
      <Paper p={{ base: 'md', sm: 'xl' }}>
        <Stack gap="xl">
          <Group justify="space-between">
            <Title order={2}>Training session</Title>
            <RunStatusBadge status={run.status} />
          </Group>
          <PhaseSteps run={run} phases={trainingPhases} titles={trainingPhaseTitles} />
          <RunProgress run={run} />
          {run.error !== null && (
            <Alert color="red" icon={<IconAlertCircle />} title="The training stopped" role="alert">
              {run.error.message}
            </Alert>
          )}
          <RunControls run={run} />
        </Stack>
      </Paper>
      {session.prompt_version_id !== null && over && <SessionResult session={session} />}
      {session.files.length > 0 && (
        <Paper>
          <Title order={3} mb="xs">
            Files
          </Title>
          <SessionFiles files={session.files} run={run} />
        </Paper>
      )}
      {session.instructions !== '' && (
        <Paper>
          <Title order={3} mb="xs">
            Instructions
          </Title>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{session.instructions}</Text>
        </Paper>
      )}
      <RunLog events={live.events} connected={live.connected} over={over} />
      <Text size="xs" c="dimmed">
        Started <When iso={session.created_at} />
        {run.attempt > 1 && ` · attempt ${run.attempt}`}
        {run.simulated_provider && ' · answered by the simulated provider'}
      </Text>
    </Stack>
  );
}
