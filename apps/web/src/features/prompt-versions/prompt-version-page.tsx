import { Anchor, Badge, CopyButton, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconCopy } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { formatDateTime } from '../../app/format.ts';
import { PageSkeleton } from '../../app/page-skeleton.tsx';
import { AnalysisView } from './analysis-view.tsx';
import { PromptText } from './prompt-text.tsx';
import { StyleFacts } from './style-facts.tsx';
import { usePromptVersion } from './use-prompt-versions.ts';
import { VersionActions } from './version-actions.tsx';
import { VersionFacts } from './version-facts.tsx';

/** One version: its prompt, and what it was made from. */
export function PromptVersionPage() {
  const { avatarId = '', versionId = '' } = useParams();
  const query = usePromptVersion(versionId);
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageSkeleton />;
  const version = query.data;

  return (
    <Stack gap="lg">
      <Anchor component={Link} to={`/avatars/${avatarId}/prompt-versions`} size="sm">
        <Group gap={6} component="span">
          <IconArrowLeft size={15} aria-hidden /> All versions
        </Group>
      </Anchor>
      <Group justify="space-between">
        <Stack gap={4}>
          <Group gap="sm">
            <Title order={2}>Version {version.version_number}</Title>
            {version.is_active && <Badge variant="light">Active</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {formatDateTime(version.created_at)} · {version.model} · <VersionFacts version={version} />
            {version.training_session_id !== null && (
              <>
                {' · '}
                <Anchor
                  component={Link}
                  to={`/avatars/${avatarId}/train/${version.training_session_id}`}
                  size="sm"
                  underline="always"
                >
                  training session
                </Anchor>
              </>
            )}
          </Text>
        </Stack>
        <VersionActions version={version} />
      </Group>
      <Paper>
        <Group justify="space-between" mb="md">
          <Title order={3}>Prompt</Title>
          <CopyButton value={version.system_prompt}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                size="compact-sm"
                leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
                onClick={copy}
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
        </Group>
        <PromptText text={version.system_prompt} />
      </Paper>
      {version.measured_style !== null && version.measured_style.message_count > 0 && (
        <Paper>
          <Title order={3} mb="sm">
            Measured style
          </Title>
          <StyleFacts style={version.measured_style} />
        </Paper>
      )}
      {version.analysis !== null && (
        <Paper>
          <Title order={3} mb="sm">
            Analysis
          </Title>
          <AnalysisView analysis={version.analysis} />
        </Paper>
      )}
      {version.instructions !== '' && (
        <Paper>
          <Title order={3} mb="xs">
            Instructions
          </Title>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{version.instructions}</Text>
        </Paper>
      )}
    </Stack>
  );
}
