import { Alert, Anchor, Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { isEnded } from '@understudy/domain/runs/run';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import { Link } from 'react-router';
import { countOf, formatNumber } from '../../app/format.ts';
import { formatQuality } from '../../app/format-amounts.ts';
import { When } from '../../app/when.tsx';
import { FactTile } from '../prompt-versions/fact-tile.tsx';
import { RunControls } from '../runs/run-controls.tsx';
import { RunProgress } from '../runs/run-progress.tsx';
import { DownloadButtons } from './download-buttons.tsx';
import { useBuildAnew } from './use-training-file-actions.ts';

/** What a file comes to, how far its build is, and what can be downloaded now. */
export function BuildPanel({ file }: { file: TrainingFile }) {
  const { run, artefact, quality_summary: quality } = file;
  const over = isEnded(run.status);
  const build = useBuildAnew(file.id);
  const average = quality.average_quality_score;
  const perConversation = quality.average_pairs_per_conversation;
  return (
    <Paper p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        {!over && <RunProgress run={run} />}
        {over && file.error !== null && (
          <Alert color="red" icon={<IconAlertCircle />} title="The last build failed" role="alert">
            {file.error.message}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <FactTile label="Conversations" value={formatNumber(file.conversation_count)} />
          <FactTile
            label="Training pairs"
            value={formatNumber(file.total_training_pairs)}
            {...(perConversation === null ? {} : { note: `${perConversation} a conversation` })}
          />
          <FactTile
            label="Average quality"
            value={average === null ? '—' : `${formatQuality(average)} of 5`}
          />
        </SimpleGrid>
        <DownloadButtons file={file} />
        {artefact !== null && (
          <Text size="sm" c="dimmed">
            Built <When iso={artefact.built_at} />
            {!file.up_to_date &&
              `, with ${countOf(artefact.conversation_count, 'conversation')}: what was added since is in it after the next build`}
            .
          </Text>
        )}
        <Group justify="space-between" gap="sm">
          <Group gap="xs">
            {over && !file.up_to_date && file.error === null && (
              <Button loading={build.isPending} onClick={() => build.mutate()}>
                Build it anew
              </Button>
            )}
            <RunControls run={run} />
          </Group>
          <Anchor component={Link} to={`/runs/${run.id}`} size="sm">
            All events of the build
          </Anchor>
        </Group>
      </Stack>
    </Paper>
  );
}
