import type { RunKind } from '@understudy/domain/runs/run';
import { trainingPhases } from '@understudy/domain/training-sessions/training-session-contract';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { appendRunEvent } from '../runs/append-run-event.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { runs } from '../schema/runs.ts';
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

const kind: RunKind = 'training_session';

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
  const avatars = await tx
    .select({ id: avatarProfiles.id })
    .from(avatarProfiles)
    .where(eq(avatarProfiles.id, avatarId))
    .for('key share');
  firstOrNotFound(avatars, 'avatar', avatarId);
  const inserted = await tx
    .insert(runs)
    .values({
      id: runId,
      kind,
      title,
      avatarId,
      subjectId: sessionId,
      idempotencyKey,
      requestDigest,
      simulatedProvider,
    })
    .onConflictDoNothing({ target: [runs.userId, runs.kind, runs.idempotencyKey] })
    .returning({ id: runs.id });
  if (inserted.length === 0) return await findEarlier(tx, idempotencyKey, requestDigest);
  await insertSession(tx, session);
  await appendRunEvent(tx, {
    runId,
    type: 'run_queued',
    level: 'info',
    phase: trainingPhases[0],
    message: 'Queued.',
    data: { file_count: session.files.length },
    key: 'run_queued',
  });
  return { created: true, sessionId, runId };
}

async function insertSession(tx: Transaction, session: NewTrainingSession): Promise<void> {
  const { sessionId, runId, avatarId, instructions, requestedSpeaker, files } = session;
  await tx
    .insert(avatarTrainingData)
    .values({ id: sessionId, runId, avatarId, instructions, requestedSpeaker });
  if (files.length === 0) return;
  await tx
    .insert(avatarTrainingFiles)
    .values(files.map((file, position) => ({ ...file, position, avatarId, trainingDataId: sessionId })));
}

async function findEarlier(
  tx: Transaction,
  idempotencyKey: string,
  requestDigest: string,
): Promise<CreatedTrainingSession> {
  const rows = await tx
    .select({ runId: runs.id, sessionId: runs.subjectId, requestDigest: runs.requestDigest })
    .from(runs)
    .where(and(eq(runs.kind, kind), eq(runs.idempotencyKey, idempotencyKey)));
  const earlier = firstOrNotFound(rows, 'run with the idempotency key', idempotencyKey);
  if (earlier.requestDigest !== requestDigest || earlier.sessionId === null) {
    throw new UnderstudyError(
      'idempotency_key_reused',
      'This Idempotency-Key was already used for a different request. Send a new key with a new request.',
    );
  }
  return { created: false, sessionId: earlier.sessionId, runId: earlier.runId };
}
