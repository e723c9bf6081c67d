import { Table, Text } from '@mantine/core';
import type { FigureChange } from '@understudy/domain/prompt-versions/version-comparison';
import { labelOfPath } from './labels.ts';

function shown(value: number | null): string {
  return value === null ? '–' : String(Number(value.toFixed(3)));
}

function signed(value: number | null): string {
  return value === null ? '–' : `${value > 0 ? '+' : ''}${shown(value)}`;
}

/** Which measured figures differ, and by how much. */
export function StyleChanges({ changes }: { changes: readonly FigureChange[] }) {
  if (changes.length === 0) return <Text c="dimmed">The measured figures are the same.</Text>;
  if (changes.every(({ difference }) => difference === null)) {
    return (
      <Text c="dimmed">
        Only one of the two was measured: the other was trained by instructions alone, without conversations.
      </Text>
    );
  }
  return (
    <Table.ScrollContainer minWidth={340} maxHeight={420}>
      <Table stickyHeader verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Figure</Table.Th>
            <Table.Th ta="end">Before</Table.Th>
            <Table.Th ta="end">After</Table.Th>
            <Table.Th ta="end">Difference</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ path, before, after, difference }) => (
            <Table.Tr key={path}>
              <Table.Td>{labelOfPath(path)}</Table.Td>
              <Table.Td ta="end">{shown(before)}</Table.Td>
              <Table.Td ta="end">{shown(after)}</Table.Td>
              <Table.Td ta="end">{signed(difference)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
