import { Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { TrainingSessionSummary } from '@understudy/domain/training-sessions/training-session';
import { Link } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import covering from '../../app/covering-link.module.css';
import { ErrorState } from '../../app/error-state.tsx';
import { countOf } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import { RunStatusBadge } from '../runs/run-status-badge.tsx';
import { useTrainingSessions } from './use-training-sessions.ts';

/** The sessions an avatar has had, each leading to what was found in it. */
export function PastSessions({ avatarId }: { avatarId: string }) {
  const sessions = useTrainingSessions(avatarId);
  if (cannotShow(sessions))
    return <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (sessions.isPending) return <Skeleton h={120} radius="lg" />;
  if (sessions.data.items.length === 0) return null;
  return (
    <Stack gap="sm">
      <Title order={2}>Past sessions</Title>
      <Stack gap="xs" component="ul" p={0} m={0} aria-label="Past sessions">
        {sessions.data.items.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </Stack>
    </Stack>
  );
}

function SessionRow({ session }: { session: TrainingSessionSummary }) {
  const facts = [
    session.file_count > 0 ? countOf(session.file_count, 'file') : 'Instructions only',
    session.failed_file_count > 0 ? `${session.failed_file_count} unusable` : null,
    session.avatar_speaker === null ? null : `learned from ${session.avatar_speaker}`,
    session.training_example_count > 0 ? countOf(session.training_example_count, 'example') : null,
  ].filter((fact) => fact !== null);
  return (
    <Paper component="li" p="md" className={covering.place}>
      <Group justify="space-between" gap="xs">
        <Text
          component={Link}
          to={`/avatars/${session.avatar_id}/train/${session.id}`}
          fw={600}
          className={covering.link}
        >
          {session.prompt_version_number === null
            ? 'Training session'
            : `Made version ${session.prompt_version_number}`}
        </Text>
        <RunStatusBadge status={session.run.status} />
      </Group>
      <Text size="sm" c="dimmed">
        <When iso={session.created_at} /> · {facts.join(' · ')}
      </Text>
      {session.instructions !== '' && (
        <Text size="sm" lineClamp={1} mt={4}>
          “{session.instructions}”
        </Text>
      )}
    </Paper>
  );
}
