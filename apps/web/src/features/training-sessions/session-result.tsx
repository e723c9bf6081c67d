import { Anchor, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import type { TrainingSession } from '@understudy/domain/training-sessions/training-session';
import { Link } from 'react-router';
import { countOf } from '../../app/format.ts';
import { useAvatarOfPage } from '../avatars/avatar-layout.tsx';
import { AnalysisView } from '../prompt-versions/analysis-view.tsx';
import { StyleFacts } from '../prompt-versions/style-facts.tsx';
import { useActivateVersion } from '../prompt-versions/use-version-actions.ts';
import classes from './session-result.module.css';
import { SpeakersTable } from './speakers-table.tsx';

/** What a session has come to: the new version, who was learned from, what was measured and read. */
export function SessionResult({ session }: { session: TrainingSession }) {
  return (
    <Paper p={{ base: 'md', sm: 'xl' }} className={classes.result}>
      <Stack gap="xl">
        <ResultHead session={session} />
        {session.measured_style !== null && session.measured_style.message_count > 0 && (
          <section>
            <Title order={3} mb="sm">
              Measured style
            </Title>
            <StyleFacts style={session.measured_style} />
          </section>
        )}
        {session.analysis !== null && (
          <section>
            <Title order={3} mb="sm">
              Analysis
            </Title>
            <AnalysisView analysis={session.analysis} />
          </section>
        )}
        {session.speakers.length > 0 && (
          <section>
            <Title order={3} mb="sm">
              Speakers
            </Title>
            <SpeakersTable speakers={session.speakers} conversations={session.conversations} />
          </section>
        )}
      </Stack>
    </Paper>
  );
}

function ResultHead({ session }: { session: TrainingSession }) {
  const avatar = useAvatarOfPage();
  const activate = useActivateVersion(session.avatar_id);
  const versionId = session.prompt_version_id ?? '';
  const number = session.prompt_version_number;
  const active = avatar.active_prompt_version_id === versionId;
  return (
    <Group justify="space-between" gap="md">
      <Stack gap={4}>
        <Group gap="sm">
          <Title order={2}>Version {number} is ready</Title>
          {active && <Badge variant="light">Active</Badge>}
        </Group>
        <Text c="dimmed" size="sm">
          {session.training_example_count > 0
            ? `${countOf(session.training_example_count, 'training example')} kept from ${countOf(session.conversations.length, 'conversation')}.`
            : 'Made from your instructions and the profile.'}{' '}
          {session.training_example_count > 0 && (
            <Anchor component={Link} to={`/avatars/${avatar.id}/fine-tune`} inherit>
              Fine-tune a model with them
            </Anchor>
          )}
        </Text>
      </Stack>
      <Group gap="xs">
        <Button component={Link} to={`/avatars/${avatar.id}/prompt-versions/${versionId}`} variant="default">
          Review version {number}
        </Button>
        {active ? (
          <Button
            component={Link}
            to={`/avatars/${avatar.id}/chat`}
            leftSection={<IconMessageCircle size={17} />}
          >
            Talk to {avatar.name}
          </Button>
        ) : (
          <Button loading={activate.isPending} onClick={() => activate.mutate(versionId)}>
            Activate version
          </Button>
        )}
      </Group>
    </Group>
  );
}
