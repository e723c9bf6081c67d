import { Button, Group, Popover, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure, useSessionStorage } from '@mantine/hooks';
import { useState } from 'react';
import classes from './chat-page.module.css';
import { StarRating } from './star-rating.tsx';
import { useRateAnswer } from './use-rate-answer.ts';

type AnswerRatingProps = { versionId: string; messageId: string };

/** Rates one answer with one to five stars, and takes a comment afterwards. */
export function AnswerRating({ versionId, messageId }: AnswerRatingProps) {
  const [rating, setRating] = useSessionStorage({ key: `understudy.rating.${messageId}`, defaultValue: 0 });
  const [comment, setComment] = useState('');
  const [asking, ask] = useDisclosure(false);
  const rate = useRateAnswer(versionId, messageId);

  const choose = (value: number) => {
    setRating(value);
    rate.mutate({ rating: value, comment });
    ask.open();
  };
  const send = () => rate.mutate({ rating, comment }, { onSuccess: ask.close });

  return (
    <Group gap="xs" mt={4} className={classes.meta}>
      <Popover opened={asking} onChange={ask.set} position="bottom-start" width={280} trapFocus={false}>
        <Popover.Target>
          <div>
            <StarRating value={rating} onChange={choose} />
          </div>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="xs">
            <Textarea
              label="What was good or off?"
              description="Optional"
              value={comment}
              onChange={(event) => setComment(event.currentTarget.value)}
              autosize
              minRows={2}
              maxRows={5}
              maxLength={2000}
            />
            <Group justify="flex-end" gap="xs">
              <Button size="compact-sm" variant="subtle" color="gray" onClick={ask.close}>
                Skip
              </Button>
              <Button
                size="compact-sm"
                disabled={comment.trim() === ''}
                loading={rate.isPending}
                onClick={send}
              >
                Add comment
              </Button>
            </Group>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Text span size="xs" aria-live="polite" c={rate.isError ? 'red' : 'dimmed'}>
        {rate.isError && rate.error.message}
        {rate.isSuccess && 'Thank you, noted'}
      </Text>
    </Group>
  );
}
