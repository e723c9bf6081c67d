import { trainingPhases } from '@understudy/domain/training-sessions/training-session-contract';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { queueRun } from '../runs/queue-run.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';
import { avatarTrainingData } from '../schema/training-sessions.ts';

/** A file that has been put into object storage, in the order of the upload. */
export type NewTrainingSessionFile = {
  id: string;
  name: string;
  sizeBytes: number;
  /** SHA-256 of the content in hexadecimal. */
  contentDigest: string;
  storageKey: string;
  kind?: 'image' | 'pdf' | 'text' | 'json' | null;
  contentType?: string | null;
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

/** The session that now exists; `created` is false where an earlier request with the same key made it. */
export type CreatedTrainingSession = { created: boolean; sessionId: string; runId: string };

/**
 * Queues a training session: its run, the session, its files and the first event, or nothing at all.
 *
 * @throws UnderstudyError `not_found` without such an avatar; `idempotency_key_reused`
 */
export async function createTrainingSession(
  tx: Transaction,
  session: NewTrainingSession,
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
    () => insertSession(tx, session),
  );
  return { created: queued.created, sessionId: queued.subjectId, runId: queued.runId };
}

async function insertSession(tx: Transaction, session: NewTrainingSession): Promise<void> {
  const { sessionId, runId, avatarId, instructions, requestedSpeaker, files } = session;
  const row = tx
    .insert(avatarTrainingData)
    .values({ id: sessionId, runId, avatarId, instructions, requestedSpeaker });
  if (files.length === 0) return void (await row);
  const fileRows = tx
    .insert(avatarTrainingFiles)
    .values(files.map((file, position) => ({ ...file, position, avatarId, trainingDataId: sessionId })));
  await tx.execute(sql`with session as ${row} ${fileRows.getSQL()}`);
}
