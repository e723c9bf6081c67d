import { Badge, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import type {
  PromptVersion,
  PromptVersionComparison,
} from '@understudy/domain/prompt-versions/prompt-version';
import type { RatingSummary } from '@understudy/domain/prompt-versions/version-comparison';
import { countOf, formatDateTime } from '../../app/format.ts';
import { VersionActions } from './version-actions.tsx';

/** The two versions with their use and their ratings. */
export function ComparedVersions({ comparison }: { comparison: PromptVersionComparison }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Side version={comparison.a} usage={comparison.usage.a} ratings={comparison.ratings.a} />
      <Side version={comparison.b} usage={comparison.usage.b} ratings={comparison.ratings.b} />
    </SimpleGrid>
  );
}

function Side({
  version,
  usage,
  ratings,
}: {
  version: PromptVersion;
  usage: number;
  ratings: RatingSummary;
}) {
  return (
    <Paper p="md">
      <Group gap="sm">
        <Title order={3}>Version {version.version_number}</Title>
        {version.is_active && <Badge variant="light">Active</Badge>}
      </Group>
      <Text size="sm" c="dimmed">
        {formatDateTime(version.created_at)}
      </Text>
      <Text size="sm" my="xs">
        Used {countOf(usage, 'time')} ·{' '}
        {ratings.average === null
          ? 'not rated'
          : `★ ${ratings.average.toFixed(1)} from ${countOf(ratings.count, 'rating')}`}
      </Text>
      <VersionActions version={version} />
    </Paper>
  );
}
