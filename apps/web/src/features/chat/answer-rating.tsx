import { Group, Text } from '@mantine/core';
import { useDisclosure, useSessionStorage } from '@mantine/hooks';
import { AnswerComment } from './answer-comment.tsx';
import { StarRating } from './star-rating.tsx';
import { useRateAnswer } from './use-rate-answer.ts';

type AnswerRatingProps = { versionId: string; messageId: string };

/** Rates one answer with one to five stars, and takes a comment afterwards. */
export function AnswerRating({ versionId, messageId }: AnswerRatingProps) {
  const [rating, setRating] = useSessionStorage({ key: `understudy.rating.${messageId}`, defaultValue: 0 });
  const [asking, ask] = useDisclosure(false);
  const rate = useRateAnswer(versionId, messageId);

  const choose = (value: number) => {
    setRating(value);
    rate.mutate({ rating: value, comment: '' });
    ask.open();
  };
  const send = (comment: string) => rate.mutate({ rating, comment }, { onSuccess: ask.close });

  return (
    <>
      <Group gap="xs" mt={2}>
        <StarRating value={rating} onChange={choose} />
        <Text span size="xs" aria-live="polite" c={rate.isError ? 'red' : 'dimmed'}>
          {rate.isError && rate.error.message}
          {rate.isSuccess && 'Thank you, noted'}
        </Text>
      </Group>
      {asking && <AnswerComment sending={rate.isPending} onSend={send} onSkip={ask.close} />}
    </>
  );
}
