import { Stack, Text } from '@mantine/core';
import type { FieldChange } from '@understudy/domain/prompt-versions/version-comparison';
import { labelOfPath } from './labels.ts';

function shown(value: FieldChange['before']): string | null {
  if (value === null || (Array.isArray(value) && value.length === 0)) return null;
  return Array.isArray(value) ? value.join(', ') : String(value).replaceAll('_', ' ');
}

/** What the analysis says differently. */
export function AnalysisChanges({ changes }: { changes: readonly FieldChange[] }) {
  if (changes.length === 0) return <Text c="dimmed">The analysis is the same.</Text>;
  return (
    <Stack gap="sm">
      {changes.map(({ path, before, after }) => (
        <div key={path}>
          <Text size="xs" c="dimmed" fw={600}>
            {labelOfPath(path)}
          </Text>
          {shown(before) !== null && (
            <Text size="sm">
              <Text span c="dimmed">
                −{' '}
              </Text>
              <del>{shown(before)}</del>
            </Text>
          )}
          {shown(after) !== null && (
            <Text size="sm">
              <Text span c="dimmed">
                +{' '}
              </Text>
              <ins style={{ textDecoration: 'none', fontWeight: 600 }}>{shown(after)}</ins>
            </Text>
          )}
        </div>
      ))}
    </Stack>
  );
}
