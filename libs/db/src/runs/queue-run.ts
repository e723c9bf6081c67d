import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { RunKind } from '@understudy/domain/runs/run';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { runs } from '../schema/runs.ts';
import { appendRunEvent } from './append-run-event.ts';

/** A run to be queued. IDs are made by the caller (`newId`). */
export type NewRun = {
  runId: string;
  kind: RunKind;
  title: string;
  /** The avatar that the run is for; null where it is for none in particular. */
  avatarId: string | null;
  /** What the run works on: a training session, a batch. */
  subjectId: string;
  /** The phase that the run begins with. */
  phase: string;
  idempotencyKey: string;
  /** Digest of all that the request asks for: the same key with another digest is a mistake of the client. */
  requestDigest: string;
  simulatedProvider: boolean;
  /** For the first event. */
  data: Record<string, unknown>;
};

/** The run that now exists; `created` is false where an earlier request with the same key made it. */
export type QueuedRun = { created: boolean; runId: string; subjectId: string };

/**
 * Queues a run: its row, its subject, its first event. Does none of it where the user already has a run of this kind
 * with the same idempotency key; requests that are sent at once wait for each other.
 *
 * @param insertSubject writes what the run works on; called once, between run and event
 * @throws UnderstudyError `not_found` without such an avatar; `idempotency_key_reused`
 */
export async function queueRun(
  tx: Transaction,
  run: NewRun,
  insertSubject: () => Promise<void>,
): Promise<QueuedRun> {
  const { runId, subjectId, phase, data, ...described } = run;
  if (run.avatarId !== null) await keepAvatar(tx, run.avatarId);
  const inserted = await tx
    .insert(runs)
    .values({ id: runId, subjectId, ...described })
    .onConflictDoNothing({ target: [runs.userId, runs.kind, runs.idempotencyKey] })
    .returning({ id: runs.id });
  if (inserted.length === 0) return await findEarlier(tx, run);
  await insertSubject();
  await appendRunEvent(tx, {
    runId,
    type: 'run_queued',
    level: 'info',
    phase,
    message: 'Queued.',
    data,
    key: 'run_queued',
  });
  return { created: true, runId, subjectId };
}

/** Makes sure that the avatar exists until the end of the transaction. */
async function keepAvatar(tx: Transaction, avatarId: string): Promise<void> {
  const avatars = await tx
    .select({ id: avatarProfiles.id })
    .from(avatarProfiles)
    .where(and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)))
    .for('key share');
  firstOrNotFound(avatars, 'avatar', avatarId);
}

async function findEarlier(
  tx: Transaction,
  { kind, idempotencyKey, requestDigest }: NewRun,
): Promise<QueuedRun> {
  const rows = await tx
    .select({ runId: runs.id, subjectId: runs.subjectId, requestDigest: runs.requestDigest })
    .from(runs)
    .where(and(mine(runs), eq(runs.kind, kind), eq(runs.idempotencyKey, idempotencyKey)));
  const earlier = firstOrNotFound(rows, 'run with the idempotency key', idempotencyKey);
  if (earlier.requestDigest !== requestDigest || earlier.subjectId === null) {
    throw new UnderstudyError(
      'idempotency_key_reused',
      'This Idempotency-Key was already used for a different request. Send a new key with a new request.',
    );
  }
  return { created: false, runId: earlier.runId, subjectId: earlier.subjectId };
}
