import { Badge, Table } from '@mantine/core';
import type {
  ConversationSpeaker,
  ExtractedConversation,
} from '@understudy/domain/training-sessions/training-session';
import { formatNumber, formatShare } from '../../app/format.ts';

type SpeakersTableProps = {
  speakers: readonly ConversationSpeaker[];
  conversations: readonly ExtractedConversation[];
};

/** Everybody who speaks, how much, and who of them the avatar learned from. */
export function SpeakersTable({ speakers, conversations }: SpeakersTableProps) {
  const total = speakers.reduce((sum, speaker) => sum + speaker.message_count, 0);
  const learnedFromFirst = speakers.toSorted((a, b) => Number(b.is_avatar) - Number(a.is_avatar));
  const chatsWith = (name: string) =>
    conversations.filter((chat) => chat.speakers.some((speaker) => speaker.name === name)).length;
  return (
    <Table.ScrollContainer minWidth={300}>
      <Table verticalSpacing="xs" horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Speaker</Table.Th>
            <Table.Th ta="end">Messages</Table.Th>
            <Table.Th ta="end">Share</Table.Th>
            <Table.Th ta="end">Chats</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {learnedFromFirst.map((speaker) => (
            <Table.Tr key={speaker.name}>
              <Table.Td fw={speaker.is_avatar ? 600 : 400}>
                {speaker.name}{' '}
                {speaker.is_avatar && (
                  <Badge variant="light" size="sm" ml={6}>
                    learned from
                  </Badge>
                )}
              </Table.Td>
              <Table.Td ta="end">{formatNumber(speaker.message_count)}</Table.Td>
              <Table.Td ta="end">{total === 0 ? '–' : formatShare(speaker.message_count / total)}</Table.Td>
              <Table.Td ta="end">{chatsWith(speaker.name)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
