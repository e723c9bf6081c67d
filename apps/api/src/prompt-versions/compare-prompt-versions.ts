import type { Transaction } from '@understudy/db/database';
import { getPromptVersion } from '@understudy/db/prompt-versions/get-prompt-version';
import { listRatings } from '@understudy/db/prompt-versions/list-ratings';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { compareVersions } from '@understudy/domain/prompt-versions/compare-versions';
import type { PromptVersionComparison } from '@understudy/domain/prompt-versions/prompt-version';
import { summarizeRatings } from '@understudy/domain/prompt-versions/summarize-ratings';

/**
 * Two versions of one avatar, and how they differ.
 *
 * @throws UnderstudyError `not_found`; `validation_failed` where they are of two avatars
 */
export async function comparePromptVersions(
  tx: Transaction,
  ids: { a: string; b: string },
): Promise<PromptVersionComparison> {
  const a = await getPromptVersion(tx, ids.a);
  const b = await getPromptVersion(tx, ids.b);
  if (a.avatar_id !== b.avatar_id) {
    throw new UnderstudyError(
      'conflict',
      'The two versions belong to different avatars. Compare two of the same.',
    );
  }
  const ratings = {
    a: summarizeRatings(await listRatings(tx, a.id)),
    b: summarizeRatings(await listRatings(tx, b.id)),
  };
  return { a, b, ...compareVersions(a, b), usage: { a: a.usage_count, b: b.usage_count }, ratings };
}
