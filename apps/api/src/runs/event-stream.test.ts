import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { retryRun } from '@understudy/db/runs/retry-run';
import { seedSession } from '@understudy/db/testing/seed';
import { runEventSchema } from '@understudy/domain/runs/run-event';
import type { RunStatus } from '@understudy/domain/runs/run';
import { pageOf } from '@understudy/domain/http/page';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allEvents, readEvents, type ReceivedEvent } from '../testing/event-reader.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let runId: string;
let leaving: AbortController;
const user = 'ada';
beforeAll(async () => {
  api = await startTestApi({ RATE_LIMIT_STREAMS: '200' });
});
afterAll(() => api.close());
beforeEach(async () => {
  ({ runId } = await api.database.db.asUser(user, seedSession));
  leaving = new AbortController();
});
afterEach(() => leaving.abort());

function append(message: string, status?: RunStatus): Promise<unknown> {
  return api.database.db.asUser(user, (tx) =>
    appendRunEvent(tx, {
      runId,
      type: status === 'failed' ? 'run_failed' : 'note',
      level: 'info',
      phase: 'upload_check',
      message,
      ...(status === undefined ? {} : { update: { status } }),
    }),
  );
}

async function open(headers: Record<string, string> = {}, query = ''): Promise<Response> {
  return api.request(`/api/runs/${runId}/events${query}`, { user, headers, signal: leaving.signal });
}

async function take(events: AsyncIterable<ReceivedEvent>, count: number): Promise<ReceivedEvent[]> {
  const taken: ReceivedEvent[] = [];
  for await (const event of events) {
    taken.push(event);
    if (taken.length === count) break;
  }
  return taken;
}

const idsOf = (events: readonly ReceivedEvent[]) => events.map(({ id }) => Number(id));
const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('the stream of a run', () => {
  test('replays what has happened, goes on live, and ends with the run', async () => {
    await append('before');
    const response = await open();
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const collected = allEvents(response);
    await append('live');
    await append('the end', 'failed');
    const events = await collected;
    expect(idsOf(events)).toEqual([1, 2, 3, 4]);
    expect(events.map(({ event }) => event)).toEqual(['run_queued', 'note', 'note', 'run_failed']);
    expect(events.at(-1)?.data).toMatchObject({ run_id: runId, sequence: 4, status: 'failed' });
  });

  test('goes on after Last-Event-ID, or after the same in the query', async () => {
    await append('two');
    await append('three', 'failed');
    expect(idsOf(await allEvents(await open({ 'last-event-id': '2' })))).toEqual([3]);
    expect(idsOf(await allEvents(await open({}, '?last_event_id=1')))).toEqual([2, 3]);
  });

  test.each(['', ' ', '1e3', '-1', 'last'])('refuses %j as Last-Event-ID, naming it', async (last) => {
    const refused = await open({ 'last-event-id': last });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ field: 'last-event-id' }] });
  });

  test('has neither gap nor double while 300 events are written and clients come and go', async () => {
    const writing = (async () => {
      for (let index = 0; index < 300; index += 1) await append(`event ${index}`);
      await append('the end', 'failed');
    })();
    const clients = Array.from({ length: 5 }, async (_, client) => {
      const seen: number[] = [];
      while (seen.at(-1) !== 302) {
        const events = readEvents(await open({ 'last-event-id': `${seen.at(-1) ?? 0}` }));
        seen.push(...idsOf(await take(events, 20 + 17 * client)));
      }
      return seen;
    });
    await writing;
    for (const seen of await Promise.all(clients)) expect(seen).toEqual(upTo(302));
  });

  test('is 204 for a client that has everything of an ended run', async () => {
    await append('the end', 'failed');
    expect((await open({ 'last-event-id': '2' })).status).toBe(204);
  });

  test('does not end at an end that a retry has undone', async () => {
    await append('the end', 'failed');
    await api.database.db.asUser(user, (tx) => retryRun(tx, runId));
    const collected = allEvents(await open());
    await append('the end again', 'failed');
    expect(idsOf(await collected)).toEqual([1, 2, 3, 4]);
  });

  test('survives that the database cuts every connection', async () => {
    const events = readEvents(await open());
    expect(idsOf(await take(events, 1))).toEqual([1]);
    const again = readEvents(await open({ 'last-event-id': '1' }));
    const waiting = take(again, 2);
    await api.database.ownerSql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name in ('understudy-api') and datname = current_database()`;
    await append('two');
    await append('three');
    expect(idsOf(await waiting)).toEqual([2, 3]);
  });

  test('serves 200 clients of one run at the same time', async () => {
    const responses = await Promise.all(Array.from({ length: 200 }, () => open()));
    const reading = responses.map((response) => take(readEvents(response), 2));
    await append('two');
    for (const events of await Promise.all(reading)) expect(idsOf(events)).toEqual([1, 2]);
  });
});

describe('the events of a run', () => {
  test.each([
    ['no preference', '*/*', 'text/event-stream'],
    ['event streams', 'text/event-stream', 'text/event-stream'],
    ['pages that a browser shows', 'text/html,application/xhtml+xml,*/*;q=0.8', 'text/event-stream'],
    ['JSON', 'application/json', 'application/json'],
    ['JSON before anything else', 'application/json, */*;q=0.1', 'application/json'],
  ])('go to a client that asks for %s (%s) as %s', async (_wish, accept, type) => {
    expect((await open({ accept })).headers.get('content-type')).toContain(type);
  });
});

describe('the events of a run as JSON', () => {
  const accept = 'application/json';
  test('come in pages, oldest first', async () => {
    await append('two');
    await append('three');
    const response = await open({ accept }, '?limit=2');
    const first = pageOf('RunEventTestPage', runEventSchema).parse(await response.json());
    expect(first.items.map(({ sequence }) => sequence)).toEqual([1, 2]);
    const rest = await open({ accept }, `?limit=2&last_event_id=${first.next_cursor}`);
    expect(await rest.json()).toMatchObject({ items: [{ sequence: 3 }], next_cursor: null });
  });
});
