import type { PromptDraft } from '@understudy/domain/prompt-versions/prompt-draft';
import type { CommunicationAnalysis } from '@understudy/domain/style/communication-analysis';
import type { MeasuredStyle } from '@understudy/domain/style/measured-style';
import { and, eq, max } from 'drizzle-orm';
import { lockAvatar } from '../avatars/lock-avatar.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { mine } from '../ownership.ts';
import { avatarPromptVersions } from '../schema/prompt-versions.ts';

/** A prompt, and all that it was made from. */
export type NewPromptVersion = {
  avatarId: string;
  trainingSessionId: string;
  /** Digest of everything the prompt was made from: the same input never makes a second version. */
  inputDigest: string;
  systemPrompt: string;
  instructions: string;
  analysis: CommunicationAnalysis | null;
  measuredStyle: MeasuredStyle | null;
  groundedFields: readonly string[];
  /** What the model contributed, kept for whoever asks where a sentence comes from. */
  draft: PromptDraft | null;
  model: string;
  simulatedProvider: boolean;
};

/** The version that now exists; `created` is false where an earlier execution made it. */
export type CreatedPromptVersion = { created: boolean; id: string; versionNumber: number };

/**
 * Stores a prompt under the avatar's next version number. It is not active yet. Repeated with the same session and
 * input, it answers with the version that is there.
 *
 * @throws UnderstudyError `not_found` without such an avatar
 */
export async function createPromptVersion(
  tx: Transaction,
  { avatarId, trainingSessionId, inputDigest, groundedFields, ...version }: NewPromptVersion,
): Promise<CreatedPromptVersion> {
  await lockAvatar(tx, avatarId);
  const table = avatarPromptVersions;
  const [earlier] = await tx
    .select({ id: table.id, versionNumber: table.versionNumber })
    .from(table)
    .where(and(mine(table), eq(table.trainingDataId, trainingSessionId), eq(table.inputDigest, inputDigest)));
  if (earlier !== undefined) return { created: false, ...earlier };
  const [latest] = await tx
    .select({ versionNumber: max(table.versionNumber) })
    .from(table)
    .where(and(mine(table), eq(table.avatarId, avatarId)));
  const created = { id: newId(), versionNumber: (latest?.versionNumber ?? 0) + 1 };
  await tx.insert(table).values({
    ...version,
    ...created,
    avatarId,
    trainingDataId: trainingSessionId,
    inputDigest,
    groundedFields: [...groundedFields],
  });
  return { created: true, ...created };
}
