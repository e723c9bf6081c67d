import { setTimeout as wait } from 'node:timers/promises';
import { isEnded } from '@understudy/domain/runs/run';
import { allLoadKinds } from './all-load-kinds.ts';
import type { AcceptedRequest, LoadKind, LoadUser, RefusedRequest } from './load-kind.ts';
import { conversationsOf, readRun } from './prepare-user.ts';

/** What was asked for, and what was answered. */
export interface Load {
  readonly accepted: AcceptedRequest[];
  readonly refused: RefusedRequest[];
}

/** Runs that a user has under way at the same time, at most. */
const mostUnderWay = 5;
/** Milliseconds from one request of a user to the next. */
const pause = { least: 100, most: 1_500 };
const pollMs = 500;

const deck: readonly LoadKind[] = allLoadKinds.flatMap((kind) =>
  Array.from({ length: kind.weight }, () => kind),
);

/**
 * Lets a user ask for one thing after the other until `signal`, then for nothing more; each request is asked for again
 * until it is answered.
 */
export async function submitLoad(
  user: LoadUser,
  seed: number,
  load: Load,
  signal: AbortSignal,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const failed = new AbortController();
  let failure: unknown;
  for (let number = 0; !signal.aborted && !failed.signal.aborted; number += 1) {
    const kind = user.random.pick(deck);
    const key = `chaos-${String(seed)}-${user.client.user}-${String(number)}`;
    const asked = kind.next(user, number, key);
    await wait(user.random.between(pause.least, pause.most));
    if (asked === null) continue;
    const following = submitOne(user, kind, asked, load, signal)
      .catch((error: unknown) => {
        failure ??= error;
        failed.abort();
      })
      .finally(() => underWay.delete(following));
    underWay.add(following);
    if (underWay.size >= mostUnderWay) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  if (failure !== undefined) throw failure;
}

async function submitOne(
  user: LoadUser,
  { name, runOf }: LoadKind,
  { request, expected }: NonNullable<ReturnType<LoadKind['next']>>,
  load: Load,
  signal: AbortSignal,
): Promise<void> {
  const { client } = user;
  const { status, body, sent } = await client.ask(request);
  if (status >= 300) {
    load.refused.push({ kind: name, user: client.user, status, body });
    return;
  }
  const accepted = { kind: name, user: client.user, runId: runOf(body), expected, request, sent };
  load.accepted.push(accepted);
  for (;;) {
    const run = await readRun(client, accepted.runId);
    if (isEnded(run.status)) {
      if (run.kind === 'training_session' && run.subject_id !== null && !signal.aborted)
        user.waitingConversations.push(await conversationsOf(client, user.sessionAvatar, run.subject_id));
      return;
    }
    // When no more is asked for, the ends are awaited in the database.
    if (signal.aborted) return;
    await wait(pollMs);
  }
}
