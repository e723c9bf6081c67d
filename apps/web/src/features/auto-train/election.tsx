import { Stack, Table, Text, Title } from '@mantine/core';
import { IconTrophy } from '@tabler/icons-react';
import { formatQuality } from '../../app/format-amounts.ts';
import { electionInWords, type ElectionFacts } from './example-facts.ts';

/** Who of the ensemble wrote, who voted for whom, and who was left out and why. */
export function Election({ facts }: { facts: ElectionFacts }) {
  const { members, votes } = facts;
  if (members.length === 0) return null;
  const weightFor = (member: number) =>
    (votes?.votes ?? [])
      .filter(({ voted_for }) => voted_for === member)
      .reduce((sum, { weight }) => sum + weight, 0);
  const nameOf = (member: number) => members[member]?.model ?? `Model ${member + 1}`;
  return (
    <section aria-labelledby="example-election">
      <Title order={3} size="h4" mb={4} id="example-election">
        The ensemble
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {electionInWords(facts)}
      </Text>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Model</Table.Th>
            <Table.Th>Quality</Table.Th>
            <Table.Th>Votes</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member, index) => (
            // A model may be in the ensemble twice: its place is what tells it apart.
            <Table.Tr key={index}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {member.model}
                {votes?.winner === index && (
                  <IconTrophy size={15} aria-label="Winner" style={{ marginInlineStart: 6 }} />
                )}
              </Table.Td>
              <Table.Td>
                {member.quality === null
                  ? `left out: ${member.failure?.message ?? 'no story'}`
                  : formatQuality(member.quality)}
              </Table.Td>
              <Table.Td>{weightFor(index)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {votes !== null && votes.votes.length > 0 && (
        <Stack gap={4} mt="sm" component="ul" p={0} style={{ listStyle: 'none' }}>
          {votes.votes.map(({ member, voted_for, reason }) => (
            <Text key={member} component="li" size="sm">
              <strong>{nameOf(member)}</strong> for {nameOf(voted_for)}
              {reason !== '' && `: “${reason}”`}
            </Text>
          ))}
        </Stack>
      )}
    </section>
  );
}
