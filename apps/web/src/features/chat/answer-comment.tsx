import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';

type AnswerCommentProps = { sending: boolean; onSend: (comment: string) => void; onSkip: () => void };

/** Asks, under a rated answer, what was good or off. */
export function AnswerComment({ sending, onSend, onSkip }: AnswerCommentProps) {
  const [comment, setComment] = useState('');
  return (
    <Stack gap="xs" mt="xs" w="min(420px, 100%)">
      <Textarea
        label="What was good or off?"
        description="Optional"
        size="sm"
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={5}
        maxLength={2000}
      />
      <Group gap="xs">
        <Button
          size="compact-sm"
          disabled={comment.trim() === ''}
          loading={sending}
          onClick={() => onSend(comment)}
        >
          Add comment
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onSkip}>
          Skip
        </Button>
      </Group>
    </Stack>
  );
}
