import { Group, Skeleton, Stack, Text } from '@mantine/core';
import type { TrainingExampleItem } from '@understudy/domain/training-center/contracts/list-examples';
import { findingOf } from '@understudy/domain/training-center/quality/finding';
import { Link } from 'react-router';
import { Anchor } from '@mantine/core';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { formatDateTime } from '../../app/format.ts';
import { ConversationTurns } from './conversation-turns.tsx';
import { FindingList } from './finding-list.tsx';
import { useExample } from './use-example.ts';

/** What an example has beside its texts: findings, earlier turns, tools, and where it is from. */
export function ExampleDetails({ example }: { example: TrainingExampleItem }) {
  const { findings, turns, has_tools: hasTools, genre, import_id: importId, times_used: used } = example;
  const isWhole = turns <= 2 && !hasTools;
  return (
    <Stack gap="md">
      {findings.length > 0 && <FindingList findings={findings.map((code) => findingOf(code))} />}
      {!isWhole && <WholeExample id={example.id} />}
      <Group gap={6}>
        <Text size="xs" c="dimmed">
          {[
            `Source ${example.source}`,
            `pattern ${example.pattern_type}`,
            ...(genre === null ? [] : [`genre ${genre}`]),
            used === 0 ? 'not used in a training' : `used in training ${used} ×`,
            `added ${formatDateTime(example.created_at)}`,
          ].join(' · ')}
        </Text>
        {importId !== null && (
          <Anchor component={Link} to={`?import_id=${importId}`} size="xs">
            All of this import
          </Anchor>
        )}
      </Group>
    </Stack>
  );
}

function WholeExample({ id }: { id: string }) {
  const example = useExample(id);
  if (cannotShow(example)) return <ErrorState error={example.error} onRetry={() => void example.refetch()} />;
  if (example.data === undefined) return <Skeleton h={120} role="status" aria-label="Loading all turns" />;
  return <ConversationTurns example={example.data} />;
}
