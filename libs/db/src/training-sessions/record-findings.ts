import type { PromptDraft } from '@understudy/domain/prompt-versions/prompt-draft';
import type { CommunicationAnalysis } from '@understudy/domain/style/communication-analysis';
import type { MeasuredStyle } from '@understudy/domain/style/measured-style';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { lockRun } from '../runs/lock-run.ts';
import { conversations } from '../schema/conversations.ts';
import { avatarTrainingData } from '../schema/training-sessions.ts';

/** Who the avatar is, over all and in each conversation. */
export type SpeakerAttribution = {
  sessionId: string;
  avatarSpeaker: string | null;
  /** Why, in a sentence for people. */
  reason: string;
  conversations: readonly { id: string; avatarSpeaker: string | null; pairCount: number }[];
};

/**
 * Stores who the avatar is.
 *
 * @throws UnderstudyError `not_found`
 */
export async function recordSpeakers(tx: Transaction, attribution: SpeakerAttribution): Promise<void> {
  const { sessionId, avatarSpeaker, reason } = attribution;
  await updateSession(tx, sessionId, { avatarSpeaker, speakerReason: reason });
  for (const { id, ...found } of attribution.conversations) {
    await tx
      .update(conversations)
      .set(found)
      .where(and(mine(conversations), eq(conversations.id, id), eq(conversations.trainingDataId, sessionId)));
  }
}

/** What is known about the avatar's style. */
export type StyleFindings = {
  measuredStyle: MeasuredStyle | null;
  analysis: CommunicationAnalysis;
  /** Fields of the analysis that were set from what was measured. */
  groundedFields: readonly string[];
};

/**
 * Stores the measured style and the analysis.
 *
 * @throws UnderstudyError `not_found`
 */
export async function recordAnalysis(
  tx: Transaction,
  sessionId: string,
  findings: StyleFindings,
): Promise<void> {
  const { measuredStyle, analysis, groundedFields } = findings;
  await updateSession(tx, sessionId, { measuredStyle, analysis, groundedFields: [...groundedFields] });
}

/**
 * Stores the draft of the prompt.
 *
 * @throws UnderstudyError `not_found`
 */
export async function recordPromptDraft(
  tx: Transaction,
  sessionId: string,
  draft: PromptDraft,
): Promise<void> {
  await updateSession(tx, sessionId, { promptDraft: draft });
}

/** Locks the run before the session, in the order of `appendRunEvent`: in the other one they could deadlock. */
async function updateSession(
  tx: Transaction,
  sessionId: string,
  changes: Partial<typeof avatarTrainingData.$inferInsert>,
): Promise<void> {
  const { id, runId } = avatarTrainingData;
  const rows = await tx
    .select({ runId })
    .from(avatarTrainingData)
    .where(and(mine(avatarTrainingData), eq(id, sessionId)));
  await lockRun(tx, firstOrNotFound(rows, 'training session', sessionId).runId);
  await tx
    .update(avatarTrainingData)
    .set(changes)
    .where(and(mine(avatarTrainingData), eq(id, sessionId)));
}
