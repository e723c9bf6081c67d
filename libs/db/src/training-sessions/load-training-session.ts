import {
  communicationAnalysisSchema,
  type CommunicationAnalysis,
} from '@understudy/domain/style/communication-analysis';
import { measuredStyleSchema, type MeasuredStyle } from '@understudy/domain/style/measured-style';
import { promptDraftSchema, type PromptDraft } from '@understudy/domain/prompt-versions/prompt-draft';
import type { RunStatus } from '@understudy/domain/runs/run';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { avatarTrainingData } from '../schema/training-sessions.ts';

/** What a step of the training pipeline needs of its session: the request, the avatar, and what earlier steps found. */
export type LoadedTrainingSession = {
  sessionId: string;
  runId: string;
  status: RunStatus;
  instructions: string;
  requestedSpeaker: string | null;
  avatarSpeaker: string | null;
  speakerReason: string | null;
  measuredStyle: MeasuredStyle | null;
  analysis: CommunicationAnalysis | null;
  groundedFields: string[] | null;
  promptDraft: PromptDraft | null;
  avatar: {
    id: string;
    name: string;
    backstory: string;
    traits: string[];
    mbti: string | null;
    baseModel: string | null;
  };
};

/**
 * A session as the pipeline needs it.
 *
 * @throws UnderstudyError `not_found`
 */
export async function loadTrainingSession(
  tx: Transaction,
  sessionId: string,
): Promise<LoadedTrainingSession> {
  const rows = await tx
    .select({ session: avatarTrainingData, avatar: avatarProfiles })
    .from(avatarTrainingData)
    .innerJoin(avatarProfiles, eq(avatarProfiles.id, avatarTrainingData.avatarId))
    .where(and(mine(avatarTrainingData), eq(avatarTrainingData.id, sessionId)));
  const { session, avatar } = firstOrNotFound(rows, 'training session', sessionId);
  const { runId, status, instructions, requestedSpeaker, avatarSpeaker, speakerReason } = session;
  const { id, name, backstory, traits, mbti, baseModel } = avatar;
  return {
    sessionId,
    runId,
    status,
    instructions,
    requestedSpeaker,
    avatarSpeaker,
    speakerReason,
    measuredStyle: measuredStyleSchema.nullable().parse(session.measuredStyle),
    analysis: communicationAnalysisSchema.nullable().parse(session.analysis),
    groundedFields: session.groundedFields,
    promptDraft: promptDraftSchema.nullable().parse(session.promptDraft),
    avatar: { id, name, backstory, traits, mbti, baseModel },
  };
}
