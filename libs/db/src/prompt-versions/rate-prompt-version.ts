import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { chatMessages } from '../schema/chat.ts';
import { promptVersionRatings } from '../schema/prompt-versions.ts';
import { getPromptVersion } from './get-prompt-version.ts';

/** How well a version did. */
export type NewRating = {
  promptVersionId: string;
  /** The answer that is rated; null for the version as a whole. */
  chatMessageId: string | null;
  /** A whole number from 1 to 5. */
  rating: number;
  comment: string | null;
};

/**
 * Rates a version. An answer has one rating: rating it again replaces the earlier one.
 *
 * @returns the version with its new average
 * @throws UnderstudyError `not_found` without such a version or message; `conflict` where another version answered
 */
export async function ratePromptVersion(tx: Transaction, rating: NewRating): Promise<PromptVersion> {
  const { promptVersionId, chatMessageId } = rating;
  await getPromptVersion(tx, promptVersionId);
  if (chatMessageId !== null) await checkAnsweredBy(tx, chatMessageId, promptVersionId);
  await tx
    .insert(promptVersionRatings)
    .values(rating)
    .onConflictDoUpdate({
      target: promptVersionRatings.chatMessageId,
      set: { rating: rating.rating, comment: rating.comment },
      setWhere: mine(promptVersionRatings),
    });
  return await getPromptVersion(tx, promptVersionId);
}

async function checkAnsweredBy(
  tx: Transaction,
  chatMessageId: string,
  promptVersionId: string,
): Promise<void> {
  const rows = await tx
    .select({ answeredBy: chatMessages.promptVersionId })
    .from(chatMessages)
    .where(and(mine(chatMessages), eq(chatMessages.id, chatMessageId)));
  const { answeredBy } = firstOrNotFound(rows, 'chat message', chatMessageId);
  if (answeredBy !== promptVersionId) {
    throw new UnderstudyError('conflict', 'This message was answered by another prompt version.');
  }
}
