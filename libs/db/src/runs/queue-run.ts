import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { RunKind } from '@understudy/domain/runs/run';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound, notFound } from '../errors/not-found.ts';
import { violates } from '../errors/violates.ts';
import { mine } from '../ownership.ts';
import { runEvents, runs } from '../schema/runs.ts';
import { runColumns, type RunRow } from './run-mapping.ts';
import type { LoggedRunEvent } from './write-run-event.ts';

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

/** A run that was just written, and its first event. */
export type WrittenRun = { run: RunRow; event: Omit<LoggedRunEvent, 'run'> };

/**
 * Queues a run: its row, its first event, its subject. Does none of it where the user already has a run of this kind
 * with the same idempotency key; requests that are sent at once wait for each other.
 *
 * @param insertSubject writes what the run works on; called once, after run and event
 * @returns the run, and what `insertSubject` returned; null where an earlier request made the run
 * @throws UnderstudyError `not_found` without such an avatar; `idempotency_key_reused`
 */
export async function queueRun<Subject>(
  tx: Transaction,
  run: NewRun,
  insertSubject: (written: WrittenRun) => Promise<Subject>,
): Promise<QueuedRun & { subject: Subject | null }> {
  const event = firstEventOf(run);
  const queued = await insertWithEvent(tx, run, event);
  if (queued === null) return { ...(await findEarlier(tx, run)), subject: null };
  const { runId, subjectId } = run;
  const subject = await insertSubject({ run: queued, event });
  return { created: true, runId, subjectId, subject };
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
 * avatar exists, and is the user's, is said by the foreign key. The event is not announced: nobody can follow a run
 * before it is committed, and whoever does reads what there is first. A commit that announces something would have to wait
 * for all others that do.
 *
 * @returns the run; null where there was one with its key
 */
async function insertWithEvent(
  tx: Transaction,
  { runId, phase, data: _, ...described }: NewRun,
  event: ReturnType<typeof firstEventOf>,
): Promise<RunRow | null> {
  const { sequence, type, level, message, data } = event;
  const status = 'queued';
  const progress = { phase, completed: 0, total: 0, percent: 0, eta_seconds: null, message };
  const queued = tx.$with('queued').as(
    tx
      .insert(runs)
      .values({ ...described, id: runId, status, phase, message, lastSequence: sequence })
      .onConflictDoNothing({ target: [runs.userId, runs.kind, runs.idempotencyKey] })
      .returning(runColumns),
  );
  const written = tx.$with('written', {}).as(
    sql`insert into ${runEvents} (run_id, sequence, type, level, phase, message, data, status, progress, key)
      select queued.id, ${sequence}::integer, ${type}, ${level}, ${phase}, ${sql.param(message, runEvents.message)},
        ${sql.param(data, runEvents.data)}::jsonb, ${status}, ${sql.param(progress, runEvents.progress)}::jsonb, ${type}
      from queued`,
  );
  try {
    const [run] = await tx.with(queued, written).select().from(queued);
    return run ?? null;
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
