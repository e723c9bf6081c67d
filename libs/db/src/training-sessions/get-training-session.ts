import { communicationAnalysisSchema } from '@understudy/domain/style/communication-analysis';
import { measuredStyleSchema } from '@understudy/domain/style/measured-style';
import type { TrainingSession } from '@understudy/domain/training-sessions/training-session';
import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import type { RunLinks } from '../runs/run-mapping.ts';
import { conversations } from '../schema/conversations.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';
import { avatarTrainingData, avatarTrainingLogs } from '../schema/training-sessions.ts';
import { allSpeakers, fileColumns, toConversation, toFile, toLog } from './session-mapping.ts';
import { selectSessionSummaries, toSessionSummary } from './session-summary.ts';

/**
 * A training session with its files, conversations, analysis and log, as the API shows it.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getTrainingSession(
  tx: Transaction,
  sessionId: string,
  links: RunLinks,
): Promise<TrainingSession> {
  const queued = await getQueuedTrainingSession(tx, sessionId, links);
  const { measuredStyle, analysis } = await readFindings(tx, sessionId);
  const found = await tx
    .select({ conversation: conversations })
    .from(conversations)
    .innerJoin(avatarTrainingFiles, eq(avatarTrainingFiles.id, conversations.fileId))
    .where(and(mine(conversations), eq(conversations.trainingDataId, sessionId)))
    .orderBy(asc(avatarTrainingFiles.position), asc(conversations.position));
  const extracted = found.map(({ conversation }) => toConversation(conversation));
  return {
    ...queued,
    conversations: extracted,
    speakers: allSpeakers(extracted),
    measured_style: measuredStyleSchema.nullable().parse(measuredStyle),
    analysis: communicationAnalysisSchema.nullable().parse(analysis),
  };
}

/**
 * A training session of which no work has been done yet: its files and its log, and no findings. For the request that queues it, whose
 * answer waits for each query.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getQueuedTrainingSession(
  tx: Transaction,
  sessionId: string,
  links: RunLinks,
): Promise<TrainingSession> {
  const summaries = await selectSessionSummaries(tx, eq(avatarTrainingData.id, sessionId));
  const summary = firstOrNotFound(summaries, 'training session', sessionId);
  const files = await tx
    .select(fileColumns)
    .from(avatarTrainingFiles)
    .where(and(mine(avatarTrainingFiles), eq(avatarTrainingFiles.trainingDataId, sessionId)))
    .orderBy(asc(avatarTrainingFiles.position));
  const logs = await tx
    .select()
    .from(avatarTrainingLogs)
    .where(and(mine(avatarTrainingLogs), eq(avatarTrainingLogs.trainingDataId, sessionId)))
    .orderBy(asc(avatarTrainingLogs.runEventSequence));
  return {
    ...toSessionSummary(summary, links),
    requested_speaker: summary.requestedSpeaker,
    files: files.map(toFile),
    conversations: [],
    speakers: [],
    measured_style: null,
    analysis: null,
    logs: logs.map(toLog),
  };
}

async function readFindings(tx: Transaction, sessionId: string) {
  const { id, measuredStyle, analysis } = avatarTrainingData;
  const rows = await tx
    .select({ measuredStyle, analysis })
    .from(avatarTrainingData)
    .where(and(mine(avatarTrainingData), eq(id, sessionId)));
  return firstOrNotFound(rows, 'training session', sessionId);
}
