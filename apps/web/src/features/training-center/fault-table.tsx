import { Table, Text } from '@mantine/core';
import type { ImportFault } from '@understudy/domain/training-center/import/import-fault';

/** What is wrong with records of a file: where, why, and what to do about it. */
export function FaultTable({ faults, label }: { faults: readonly ImportFault[]; label: string }) {
  return (
    <Table.ScrollContainer tabIndex={0} minWidth={520} maxHeight={320} type="native">
      <Table aria-label={label} stickyHeader verticalSpacing={6} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={64}>Line</Table.Th>
            <Table.Th w={72}>Column</Table.Th>
            <Table.Th w={140}>Field</Table.Th>
            <Table.Th>Reason</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {faults.map((fault, index) => (
            // A record can have several faults in the same place.
            <Table.Tr key={index}>
              <Table.Td>{fault.line}</Table.Td>
              <Table.Td>{fault.column ?? '—'}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{fault.field ?? '—'}</Table.Td>
              <Table.Td>
                {fault.reason}
                <Text size="xs" c="dimmed">
                  {fault.advice}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
