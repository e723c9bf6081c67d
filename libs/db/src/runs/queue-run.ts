import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { RunKind } from '@understudy/domain/runs/run';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound, notFound } from '../errors/not-found.ts';
import { violates } from '../errors/violates.ts';
import { mine } from '../ownership.ts';
import { runEvents, runs } from '../schema/runs.ts';
import { announcementOf } from './run-events-channel.ts';
import { logRunEvent } from './write-run-event.ts';

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
 * Queues a run: its row, its first event, its subject. Does none of it where the user already has a run of this kind
 * with the same idempotency key; requests that are sent at once wait for each other.
 *
 * @param insertSubject writes what the run works on; called once, after run and event
 * @throws UnderstudyError `not_found` without such an avatar; `idempotency_key_reused`
 */
export async function queueRun(
  tx: Transaction,
  run: NewRun,
  insertSubject: () => Promise<void>,
): Promise<QueuedRun> {
  const { runId, subjectId, kind, avatarId } = run;
  const event = firstEventOf(run);
  if (!(await insertWithEvent(tx, run, event))) return await findEarlier(tx, run);
  await insertSubject();
  await logRunEvent(tx, { ...event, run: { id: runId, kind, subjectId, avatarId } });
  return { created: true, runId, subjectId };
}

const firstEventOf = ({ phase, data }: NewRun) => ({
  sequence: 1,
  type: 'run_queued' as const,
  level: 'info' as const,
  phase,
  message: 'Queued.',
  data,
});

/**
 * Writes the run and its first event by one statement: a request that starts a run waits for each of them. That the
 * avatar exists, and is the user's, is said by the foreign key.
 *
 * @returns whether there was no such run
 */
async function insertWithEvent(
  tx: Transaction,
  { runId, phase, data: _, ...described }: NewRun,
  event: ReturnType<typeof firstEventOf>,
): Promise<boolean> {
  const { sequence, type, level, message, data } = event;
  const status = 'queued';
  const progress = { phase, completed: 0, total: 0, percent: 0, eta_seconds: null, message };
  const inserted = tx
    .insert(runs)
    .values({ ...described, id: runId, status, phase, message, lastSequence: sequence })
    .onConflictDoNothing({ target: [runs.userId, runs.kind, runs.idempotencyKey] })
    .returning({ id: runs.id });
  const written = sql`with queued as ${inserted}
    insert into ${runEvents} (run_id, sequence, type, level, phase, message, data, status, progress, key)
    select queued.id, ${sequence}::integer, ${type}, ${level}, ${phase}, ${sql.param(message, runEvents.message)},
      ${sql.param(data, runEvents.data)}::jsonb, ${status}, ${sql.param(progress, runEvents.progress)}::jsonb, ${type}
    from queued
    returning ${announcementOf(runId, sequence)}`;
  try {
    return (await tx.execute(written)).rows.length > 0;
  } catch (error) {
    if (described.avatarId === null || !violates(error, 'runs_avatar')) throw error;
    throw notFound('avatar', described.avatarId);
  }
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
