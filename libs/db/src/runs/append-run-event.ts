import { isEnded } from '@understudy/domain/runs/run';
import { and, eq } from 'drizzle-orm';
import { askTogether } from '../ask-together.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { runEvents } from '../schema/runs.ts';
import { lockRun } from './lock-run.ts';
import { writeRunEvent, type RunEventDraft } from './write-run-event.ts';

/** Whether an event was written, and under which number; the number of the earlier one where it already existed. */
export type AppendedRunEvent = { appended: boolean; sequence: number };

/**
 * Writes the next event of a run: allots its number, moves the run's status and progress, keeps its times, writes the
 * session's log, and announces the event on commit. Appends to one run wait for each other, so its events are numbered
 * 1, 2, 3 … in the order in which they are committed.
 *
 * Nothing is written where the run already has an event with this `key`, or where the event would change the status of
 * a run that has ended: only `retryRun` opens one again.
 *
 * @throws UnderstudyError `not_found`
 */
export async function appendRunEvent(
  tx: Transaction,
  { runId, ...draft }: RunEventDraft & { runId: string },
): Promise<AppendedRunEvent> {
  const { key } = draft;
  const [run, earlier] = await askTogether([
    () => lockRun(tx, runId),
    () => (key === undefined ? null : findByKey(tx, runId, key)),
  ]);
  if (earlier !== null) return { appended: false, sequence: earlier };
  const reopens = isEnded(run.status) && draft.update?.status !== undefined;
  if (reopens) return { appended: false, sequence: run.lastSequence };
  return { appended: true, sequence: await writeRunEvent(tx, run, draft) };
}

async function findByKey(tx: Transaction, runId: string, key: string): Promise<number | null> {
  const [earlier] = await tx
    .select({ sequence: runEvents.sequence })
    .from(runEvents)
    .where(and(mine(runEvents), eq(runEvents.runId, runId), eq(runEvents.key, key)));
  return earlier?.sequence ?? null;
}
