import { Anchor, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { useAvatarOfPage } from '../avatars/avatar-layout.tsx';
import { PastSessions } from './past-sessions.tsx';
import { TrainingForm } from './training-form.tsx';

/** The Train tab: start a session, and see those that were. */
export function TrainPage() {
  const avatar = useAvatarOfPage();
  const navigate = useNavigate();
  return (
    <Stack gap="xl">
      <TrainingForm
        key={avatar.id}
        avatar={avatar}
        onStarted={(sessionId) => void navigate(`/avatars/${avatar.id}/train/${sessionId}`)}
      />
      <Text size="sm" c="dimmed">
        No conversations at hand?{' '}
        <Anchor component={Link} to={`/auto-train?avatar=${avatar.id}`} inherit>
          Generate examples for {avatar.name}
        </Anchor>
      </Text>
      <PastSessions avatarId={avatar.id} />
    </Stack>
  );
}
