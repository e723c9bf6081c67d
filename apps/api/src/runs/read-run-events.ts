import { getRun } from '@understudy/db/runs/get-run';
import { listRunEvents } from '@understudy/db/runs/list-run-events';
import type { Page } from '@understudy/domain/http/page';
import { isEnded } from '@understudy/domain/runs/run';
import type { RunEvent } from '@understudy/domain/runs/run-event';
import type { Response } from 'express';
import type { ApiDependencies } from '../dependencies.ts';
import { openEventStream } from '../http/event-stream.ts';
import { followRun } from './follow-run.ts';

/** Which events of which run. */
export type EventsRequest = { userId: string; runId: string; after: number };

/** A page of events, oldest first; `next_cursor` is the number to go on after. */
export async function pageOfRunEvents(
  { database }: ApiDependencies,
  { userId, runId, after, limit }: EventsRequest & { limit: number },
): Promise<Page<RunEvent>> {
  const events = await database.asUser(userId, (tx) => listRunEvents(tx, runId, after, limit + 1));
  const items = events.slice(0, limit);
  const last = items.at(-1);
  return { items, next_cursor: events.length > limit && last !== undefined ? `${last.sequence}` : null };
}

/**
 * Answers with the events of a run as a stream. Where the run has ended and the client has everything, the answer is 204,
 * which tells a browser's EventSource not to connect again.
 *
 * @throws UnderstudyError `not_found` or `rate_limited`, before anything is written
 */
export async function streamRunEvents(
  { database, runEvents, runLinks, noteStream }: ApiDependencies,
  { userId, runId, after }: EventsRequest,
  response: Response,
  clientGone: AbortSignal,
): Promise<void> {
  const [run, [next]] = await database.asUser(userId, async (tx) => [
    await getRun(tx, runId, runLinks),
    await listRunEvents(tx, runId, after, 1),
  ]);
  const ended = isEnded(run.status);
  if (ended && next === undefined) {
    response.status(204).end();
    return;
  }
  noteStream(userId, response);
  const signal = AbortSignal.any([clientGone, runEvents.closing]);
  const { feed, release } = runEvents.follow(userId, runId);
  const stream = openEventStream(response, signal);
  try {
    for await (const events of followRun(feed, { after, ended, signal })) {
      await stream.write(events.map(({ frame }) => frame).join(''));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    release();
    stream.end();
  }
}
