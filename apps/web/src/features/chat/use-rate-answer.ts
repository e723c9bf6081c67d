import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';

/** A rating of 1–5 with an optional comment. */
export type AnswerRatingInput = { rating: number; comment: string };

/** Rates one answer of a version. Rating it again changes the rating. */
export function useRateAnswer(versionId: string, messageId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ rating, comment }: AnswerRatingInput) =>
      unwrap(
        client.POST('/api/prompt-versions/{id}/rate', {
          params: { path: { id: versionId } },
          body: {
            rating,
            message_id: messageId,
            ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['prompt-versions'] }),
  });
}
