import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { severities } from '@understudy/domain/training-center/quality/finding';
import type { FindingSummary } from '@understudy/domain/training-center/quality/quality-report';
import { countOf } from '../../app/format.ts';
import { FindingRow } from './finding-row.tsx';

type FindingsOverviewProps = { avatarId: string | null; findings: readonly FindingSummary[] };

const colors = { error: 'red', warning: 'orange', info: 'blue' } as const;
const nouns = { error: 'error', warning: 'warning', info: 'note' } as const;

/** What was found, the worst first, each with its examples and what can be done with all of them. */
export function FindingsOverview({ avatarId, findings }: FindingsOverviewProps) {
  const counts = severities.map((severity) => ({
    severity,
    count: findings
      .filter((finding) => finding.severity === severity)
      .reduce((sum, { count }) => sum + count, 0),
  }));
  return (
    <Paper component="section" aria-labelledby="findings">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h3" id="findings">
          Findings
        </Title>
        <Group gap={6}>
          {counts
            .filter(({ count }) => count > 0)
            .map(({ severity, count }) => (
              <Badge key={severity} variant="light" color={colors[severity]}>
                {countOf(count, nouns[severity])}
              </Badge>
            ))}
        </Group>
      </Group>
      {findings.length === 0 ? (
        <Group gap="xs" c="teal" wrap="nowrap">
          <IconCircleCheck aria-hidden />
          <Text>Nothing was found. These examples are ready to be learnt from.</Text>
        </Group>
      ) : (
        <Stack gap={0} component="ul" p={0} m={0} aria-label="Findings">
          {findings.map((finding) => (
            <FindingRow key={finding.code} avatarId={avatarId} finding={finding} />
          ))}
        </Stack>
      )}
    </Paper>
  );
}
