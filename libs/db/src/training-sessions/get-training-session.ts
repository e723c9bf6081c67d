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
import { listSessionFiles } from './session-files.ts';
import {
  allSpeakers,
  toConversation,
  toFile,
  toLog,
  type TrainingSessionFileRow,
} from './session-mapping.ts';
import { selectSessionSummaries, toSessionSummary, type SessionSummaryRow } from './session-summary.ts';

/** Rows of a session, as far as every answer shows them; files in the order of the upload, the log oldest first. */
export type SessionParts = {
  summary: SessionSummaryRow;
  files: readonly TrainingSessionFileRow[];
  logs: readonly (typeof avatarTrainingLogs.$inferSelect)[];
};

/** A training session of which no work has been done yet: its files and its log, and no findings. */
export function toTrainingSession({ summary, files, logs }: SessionParts, links: RunLinks): TrainingSession {
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
  const parts = await readParts(tx, sessionId);
  const { measuredStyle, analysis } = await readFindings(tx, sessionId);
  const found = await tx
    .select({ conversation: conversations })
    .from(conversations)
    .innerJoin(avatarTrainingFiles, eq(avatarTrainingFiles.id, conversations.fileId))
    .where(and(mine(conversations), eq(conversations.trainingDataId, sessionId)))
    .orderBy(asc(avatarTrainingFiles.position), asc(conversations.position));
  const extracted = found.map(({ conversation }) => toConversation(conversation));
  return {
    ...toTrainingSession(parts, links),
    conversations: extracted,
    speakers: allSpeakers(extracted),
    measured_style: measuredStyleSchema.nullable().parse(measuredStyle),
    analysis: communicationAnalysisSchema.nullable().parse(analysis),
  };
}

async function readParts(tx: Transaction, sessionId: string): Promise<SessionParts> {
  const summaries = await selectSessionSummaries(tx, eq(avatarTrainingData.id, sessionId));
  const summary = firstOrNotFound(summaries, 'training session', sessionId);
  const files = await listSessionFiles(tx, sessionId);
  const logs = await tx
    .select()
    .from(avatarTrainingLogs)
    .where(and(mine(avatarTrainingLogs), eq(avatarTrainingLogs.trainingDataId, sessionId)))
    .orderBy(asc(avatarTrainingLogs.runEventSequence));
  return { summary, files, logs };
}

async function readFindings(tx: Transaction, sessionId: string) {
  const { id, measuredStyle, analysis } = avatarTrainingData;
  const rows = await tx
    .select({ measuredStyle, analysis })
    .from(avatarTrainingData)
    .where(and(mine(avatarTrainingData), eq(id, sessionId)));
  return firstOrNotFound(rows, 'training session', sessionId);
}
