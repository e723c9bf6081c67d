import { Paper, Skeleton, Text } from '@mantine/core';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { NextPageButton } from '../../app/next-page-button.tsx';
import { ConversationTable } from './conversation-table.tsx';
import { useFileConversations } from './use-training-files.ts';

/** The conversations that are in a training file. */
export function FileConversations({ file }: { file: TrainingFile }) {
  const conversations = useFileConversations(file.id, file.conversation_count);
  if (cannotShow(conversations)) {
    return <ErrorState error={conversations.error} onRetry={() => void conversations.refetch()} />;
  }
  if (conversations.isPending) return <Skeleton h={160} role="status" aria-label="Loading conversations" />;
  const items = conversations.data.pages.flatMap((page) => page.conversations);
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        The conversations of this file have been deleted.
      </Text>
    );
  }
  return (
    <>
      <Paper px="sm" py="xs">
        <ConversationTable label="Conversations in this file" conversations={items} />
      </Paper>
      <NextPageButton query={conversations}>Show more</NextPageButton>
    </>
  );
}
