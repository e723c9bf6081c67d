import { Badge, Table, Text, Title } from '@mantine/core';
import type { ImportPreview } from '@understudy/domain/training-center/contracts/import-examples';
import { countOf } from '../../app/format.ts';

type PreviewSampleProps = {
  sample: ImportPreview['sample'];
  /** Whether another mapping has been chosen since. */
  isOld: boolean;
};

/** The first records of a file as they would be stored. */
export function PreviewSample({ sample, isOld }: PreviewSampleProps) {
  const hasContext = sample.some(({ context }) => context !== null);
  return (
    <section aria-label="Sample">
      <Title order={4} size="h5" mb={4}>
        {isOld
          ? 'The first records, by the mapping that was proposed'
          : 'The first records as they will be stored'}
      </Title>
      <Table.ScrollContainer tabIndex={0} minWidth={560} maxHeight={320} type="native">
        <Table aria-label="First records" stickyHeader verticalSpacing={6} fz="sm" opacity={isOld ? 0.55 : 1}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={56}>Line</Table.Th>
              <Table.Th>User input</Table.Th>
              {hasContext && <Table.Th>Context</Table.Th>}
              <Table.Th>Response</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sample.map((record) => (
              <Table.Tr key={record.line} style={{ verticalAlign: 'top' }}>
                <Table.Td>{record.line}</Table.Td>
                <Table.Td>
                  <Text size="sm" lineClamp={3}>
                    {record.instruction}
                  </Text>
                </Table.Td>
                {hasContext && (
                  <Table.Td>
                    <Text size="sm" lineClamp={3}>
                      {record.context}
                    </Text>
                  </Table.Td>
                )}
                <Table.Td>
                  <Text size="sm" lineClamp={3}>
                    {record.response}
                  </Text>
                  {record.rejected_response !== null && (
                    <Text size="xs" c="dimmed" lineClamp={2}>
                      Rejected: {record.rejected_response}
                    </Text>
                  )}
                  {record.turns > 2 && (
                    <Badge size="xs" variant="default">
                      {countOf(record.turns, 'turn')}
                    </Badge>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
