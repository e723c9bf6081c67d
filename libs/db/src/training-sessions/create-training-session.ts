import { trainingPhases } from '@understudy/domain/training-sessions/training-session-contract';
import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import type { TrainingSession } from '@understudy/domain/training-sessions/training-session';
import { askTogether } from '../ask-together.ts';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { queueRun, type WrittenRun } from '../runs/queue-run.ts';
import type { RunLinks } from '../runs/run-mapping.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';
import { avatarTrainingData, avatarTrainingLogs } from '../schema/training-sessions.ts';
import { getTrainingSession, toTrainingSession, type SessionParts } from './get-training-session.ts';
import { toLogRow } from './mirror-run.ts';
import { fileColumns } from './session-mapping.ts';

/** A file as it was uploaded, in the order of the upload; in object storage unless it cannot be used. */
export type NewTrainingSessionFile = {
  id: string;
  name: string;
  sizeBytes: number;
  /** SHA-256 of the content in hexadecimal. */
  contentDigest: string;
  storageKey: string;
  kind?: 'image' | 'pdf' | 'text' | 'json' | null;
  contentType?: string | null;
  /** Why it cannot be used; it is not in object storage then. */
  error?: { code: ProblemCode; message: string };
};

/** A training session to be queued. IDs are made by the caller (`newId`), who names stored objects after them. */
export type NewTrainingSession = {
  sessionId: string;
  runId: string;
  avatarId: string;
  title: string;
  instructions: string;
  requestedSpeaker: string | null;
  idempotencyKey: string;
  /** Digest of all that the request asks for: the same key with another digest is a mistake of the client. */
  requestDigest: string;
  simulatedProvider: boolean;
  files: readonly NewTrainingSessionFile[];
};

/** The session that now exists, as the API shows it; `created` is false where an earlier request with the same key made it. */
export type CreatedTrainingSession = { created: boolean; runId: string; session: TrainingSession };

/**
 * Queues a training session: its run, the session, its files and the first event, or nothing at all. The answer is made of
 * the rows as they were written: a request waits for every query.
 *
 * @param alongside what else is written where the session is, sent together with it
 * @throws UnderstudyError `not_found` without such an avatar; `idempotency_key_reused`
 */
export async function createTrainingSession(
  tx: Transaction,
  session: NewTrainingSession,
  links: RunLinks,
  alongside: () => Promise<void> = () => Promise.resolve(),
): Promise<CreatedTrainingSession> {
  const { sessionId, runId, avatarId, title, idempotencyKey, requestDigest, simulatedProvider } = session;
  const queued = await queueRun(
    tx,
    {
      runId,
      kind: 'training_session',
      title,
      avatarId,
      subjectId: sessionId,
      phase: trainingPhases[0],
      idempotencyKey,
      requestDigest,
      simulatedProvider,
      data: { file_count: session.files.length },
    },
    async (written) => {
      const [parts] = await askTogether([() => insertSession(tx, session, written), alongside]);
      return parts;
    },
  );
  const answered =
    queued.subject === null
      ? await getTrainingSession(tx, queued.subjectId, links)
      : toTrainingSession(queued.subject, links);
  return { created: queued.created, runId: queued.runId, session: answered };
}

/** Writes the session with the first line of its log, and its files. */
async function insertSession(
  tx: Transaction,
  { sessionId, runId, avatarId, instructions, requestedSpeaker, files }: NewTrainingSession,
  { run, event }: WrittenRun,
): Promise<SessionParts> {
  const described = { id: sessionId, runId, avatarId, instructions, requestedSpeaker };
  const line = toLogRow(event, { sessionId, avatarId, runId });
  const sessionRow = tx.$with('session').as(tx.insert(avatarTrainingData).values(described).returning());
  const logRow = tx.$with('log').as(tx.insert(avatarTrainingLogs).values(line).returning());
  const fileRows = files.map(({ error, ...file }, position) => ({
    ...file,
    ...(error && { status: 'failed' as const, errorCode: error.code, errorMessage: error.message }),
    position,
    avatarId,
    trainingDataId: sessionId,
  }));
  const [rows, inserted] = await askTogether([
    () => tx.with(sessionRow, logRow).select().from(sessionRow).crossJoin(logRow),
    () =>
      fileRows.length === 0 ? [] : tx.insert(avatarTrainingFiles).values(fileRows).returning(fileColumns),
  ]);
  const { session, log } = firstOrNotFound(rows, 'training session', sessionId);
  const failedFileCount = inserted.filter(({ status }) => status === 'failed').length;
  const counts = { fileCount: inserted.length, failedFileCount, exampleCount: 0 };
  const noVersion = { versionId: null, versionNumber: null };
  return { summary: { ...session, run, ...counts, ...noVersion }, files: inserted, logs: [log] };
}
