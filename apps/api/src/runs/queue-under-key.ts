import type { Transaction } from '@understudy/db/database';
import { getRun } from '@understudy/db/runs/get-run';
import { isEnded } from '@understudy/domain/runs/run';
import type { ApiDependencies } from '../dependencies.ts';

/** What a request is known by when it comes again. */
export type RequestIdentity = {
  userId: string;
  /** The header `Idempotency-Key`. */
  givenKey: string | undefined;
  /** SHA-256, in hexadecimal, of everything that the request asks for. */
  requestDigest: string;
};

/**
 * Queues a run under the key that was given, or under one derived from the request's digest. A derived key stands for the
 * digest while the run made with it has not ended; after that, it is followed by the ID of that run. So an identical
 * request is a repeat while the first is at work and a new intention afterwards, and two at the same moment still meet in
 * the database's unique key.
 *
 * @param insert queues the run under a key, or finds the one that has it
 */
export async function queueUnderKey<Queued extends { created: boolean; runId: string }>(
  { database, runLinks }: Pick<ApiDependencies, 'database' | 'runLinks'>,
  { userId, givenKey, requestDigest }: RequestIdentity,
  insert: (tx: Transaction, idempotencyKey: string) => Promise<Queued>,
): Promise<Queued> {
  if (givenKey !== undefined) return database.asUser(userId, (tx) => insert(tx, givenKey));
  // A key that somebody gives has no space in it, so the two kinds never meet.
  let idempotencyKey = `derived ${requestDigest}`;
  for (;;) {
    const key = idempotencyKey;
    const queued = await database.asUser(userId, (tx) => insert(tx, key));
    if (queued.created) return queued;
    const earlier = await database.asUser(userId, (tx) => getRun(tx, queued.runId, runLinks));
    if (!isEnded(earlier.status)) return queued;
    idempotencyKey = `derived ${requestDigest} after ${queued.runId}`;
  }
}
