import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedSession, noLinks } from '../testing/seed.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { appendRunEvent } from './append-run-event.ts';
import { getRun } from './get-run.ts';
import { listRunEvents } from './list-run-events.ts';
import { getTrainingSession } from '../training-sessions/get-training-session.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

const seed = () => database.db.asUser('ash', seedSession);

type Event = Parameters<typeof appendRunEvent>[1];

function append(event: Pick<Event, 'runId'> & Partial<Event>) {
  const note = { type: 'note', level: 'info', phase: 'text_extraction', message: 'A note.' } as const;
  return database.db.asUser('ash', (tx) => appendRunEvent(tx, { ...note, ...event }));
}

const readRun = (runId: string) => database.db.asUser('ash', (tx) => getRun(tx, runId, noLinks));
const readEvents = (runId: string, after = 0, limit = 1_000) =>
  database.db.asUser('ash', (tx) => listRunEvents(tx, runId, after, limit));

it('numbers 50 events that are appended at the same time without a gap or a double', async () => {
  const { runId } = await seed();
  const appended = await Promise.all(
    Array.from({ length: 50 }, (_, index) => append({ runId, key: `item ${index}` })),
  );
  expect(appended.map(({ sequence }) => sequence).sort((one, other) => one - other)).toEqual(
    Array.from({ length: 50 }, (_, index) => index + 2),
  );
  const events = await readEvents(runId);
  expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
});

it('writes an event with a key once, also when several executions race', async () => {
  const { runId } = await seed();
  const results = await Promise.all(Array.from({ length: 5 }, () => append({ runId, key: 'checked' })));
  expect(results.filter(({ appended }) => appended)).toHaveLength(1);
  expect(new Set(results.map(({ sequence }) => sequence))).toEqual(new Set([2]));
  expect(await readEvents(runId)).toHaveLength(2);
});

it('moves the run, and keeps its progress with the event', async () => {
  const { runId } = await seed();
  await append({ runId, type: 'run_started', message: 'Started.', update: { status: 'running' } });
  await append({
    runId,
    type: 'item_completed',
    message: 'Read chat.txt.',
    data: { file: 'chat.txt' },
    update: { completed: 1, total: 4, percent: 17.5 },
  });
  const run = await readRun(runId);
  const progress = {
    phase: 'text_extraction',
    completed: 1,
    total: 4,
    percent: 17.5,
    message: 'Read chat.txt.',
  };
  expect(run).toMatchObject({ status: 'running', progress, finished_at: null });
  expect(run.started_at).not.toBeNull();
  expect((await readEvents(runId)).at(-1)).toMatchObject({
    sequence: 3,
    type: 'item_completed',
    data: { file: 'chat.txt' },
    status: 'running',
    progress,
  });
  await append({ runId, phase: 'speaker_attribution' });
  expect((await readRun(runId)).progress).toMatchObject({ completed: 0, total: 0, percent: 17.5 });
});

it('counts the time of work without pauses', async () => {
  const { runId } = await seed();
  const worked = async () =>
    Number(
      (await database.ownerSql`select active_seconds from runs where id = ${runId}`)[0]?.['active_seconds'],
    );
  await append({ runId, update: { status: 'running' } });
  await database.ownerSql`update runs set active_since = active_since - interval '60 seconds' where id = ${runId}`;
  await append({ runId, update: { percent: 50 } });
  expect((await readRun(runId)).progress.eta_seconds).toBeCloseTo(60, -1);
  await append({ runId, type: 'run_paused', update: { status: 'paused' } });
  const beforePause = await worked();
  expect(beforePause).toBeGreaterThan(60);
  expect(beforePause).toBeLessThan(65);
  await append({ runId, type: 'run_resumed', update: { status: 'running' } });
  await append({ runId, type: 'run_completed', update: { status: 'completed', percent: 100 } });
  expect(await worked()).toBeLessThan(beforePause + 5);
  const run = await readRun(runId);
  expect(run.finished_at).not.toBeNull();
  expect(run.progress.eta_seconds).toBe(0);
});

it('moves an ended run no more, but records what comes in late', async () => {
  const { runId } = await seed();
  await append({ runId, type: 'run_cancelled', message: 'Cancelled.', update: { status: 'cancelled' } });
  const late = await append({ runId, message: 'Late.', phase: 'version', update: { completed: 3 } });
  const reopening = await append({ runId, type: 'run_failed', update: { status: 'failed' } });
  expect(late).toEqual({ appended: true, sequence: 3 });
  expect(reopening).toEqual({ appended: false, sequence: 3 });
  const run = await readRun(runId);
  expect(run).toMatchObject({ status: 'cancelled', progress: { message: 'Cancelled.', completed: 0 } });
});

it('repeats its events in the log of the session, and its status in the session', async () => {
  const { runId, sessionId } = await seed();
  await append({ runId, update: { status: 'running' } });
  await append({
    runId,
    type: 'run_failed',
    level: 'error',
    phase: 'pattern_analysis',
    message: 'The key was rejected.',
    data: { attempts: 1 },
    update: {
      status: 'failed',
      error: { code: 'provider_key_rejected', message: 'The key was rejected.', phase: 'pattern_analysis' },
    },
  });
  const session = await database.db.asUser('ash', (tx) => getTrainingSession(tx, sessionId, noLinks));
  expect(session.run.error).toMatchObject({ code: 'provider_key_rejected' });
  expect(session.logs).toHaveLength(3);
  expect(session.logs.at(-1)).toMatchObject({
    level: 'error',
    step: 'pattern_analysis',
    message: 'The key was rejected.',
    details: { attempts: 1 },
  });
  const rows = await database.ownerSql`
    select status, processed_at is not null as processed from avatar_training_data where id = ${sessionId}
  `;
  expect(rows).toEqual([{ status: 'failed', processed: true }]);
});

it('reads events on from a number, as many as are asked for', async () => {
  const { runId } = await seed();
  for (const message of ['one', 'two', 'three']) await append({ runId, message });
  expect((await readEvents(runId, 1, 2)).map(({ message }) => message)).toEqual(['one', 'two']);
  expect(await readEvents(runId, 4)).toEqual([]);
});

it('does not know runs of other users', async () => {
  const { runId } = await seed();
  const notFound = { code: 'not_found' };
  await expect(
    database.db.asUser('misty', (tx) =>
      appendRunEvent(tx, { runId, type: 'note', level: 'info', message: 'Mine?', phase: 'version' }),
    ),
  ).rejects.toMatchObject(notFound);
  await expect(database.db.asUser('misty', (tx) => listRunEvents(tx, runId, 0, 10))).rejects.toMatchObject(
    notFound,
  );
  await expect(database.db.asUser('misty', (tx) => getRun(tx, runId, noLinks))).rejects.toMatchObject(
    notFound,
  );
});
