import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../new-id.ts';
import { listRunEvents } from '../runs/list-run-events.ts';
import { describeSession, noLinks, seedAvatar } from '../testing/seed.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createTrainingSession, type NewTrainingSession } from './create-training-session.ts';
import { getTrainingSession } from './get-training-session.ts';
import { listTrainingSessions } from './list-training-sessions.ts';

let database: TestDatabase;
let avatarId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  avatarId = await database.db.asUser('ash', seedAvatar);
}, 60_000);

afterAll(() => database.close());

const create = (session: NewTrainingSession, user = 'ash') =>
  database.db.asUser(user, (tx) => createTrainingSession(tx, session, noLinks));

it('queues a session with its run, its files and its first event', async () => {
  const session = describeSession(avatarId, { requestedSpeaker: 'Ash' });
  const { sessionId, runId } = session;
  const queued = await create(session);
  expect(queued).toMatchObject({ created: true, runId });
  const stored = await database.db.asUser('ash', (tx) => getTrainingSession(tx, sessionId, noLinks));
  expect(stored).toMatchObject({
    id: sessionId,
    avatar_id: avatarId,
    run: {
      id: runId,
      kind: 'training_session',
      status: 'queued',
      subject_id: sessionId,
      simulated_provider: true,
    },
    requested_speaker: 'Ash',
    avatar_speaker: 'Ash',
    file_count: 1,
    failed_file_count: 0,
    files: [{ name: 'chat.txt', kind: 'text', status: 'pending', size_bytes: 120 }],
    prompt_version_id: null,
    measured_style: null,
  });
  expect(queued.session).toEqual(stored);
  const events = await database.db.asUser('ash', (tx) => listRunEvents(tx, runId, 0, 10));
  expect(events).toMatchObject([{ sequence: 1, type: 'run_queued', status: 'queued' }]);
});

it('answers with the files in their order, and with those that cannot be used', async () => {
  const [file] = describeSession(avatarId).files;
  if (file === undefined) throw new Error('A session is described with a file');
  const error = { code: 'file_empty', message: 'notes.txt is empty.' } as const;
  const session = describeSession(avatarId, {
    files: [
      { ...file, id: newId(), name: 'one.txt' },
      { ...file, id: newId(), name: 'notes.txt', kind: null, error },
      { ...file, id: newId(), name: 'three.txt' },
    ],
  });
  const queued = await create(session);
  expect(queued.session).toMatchObject({
    file_count: 3,
    failed_file_count: 1,
    files: [
      { name: 'one.txt', status: 'pending', error: null },
      { name: 'notes.txt', status: 'failed', error },
      { name: 'three.txt', status: 'pending', error: null },
    ],
  });
  const { sessionId } = session;
  const stored = await database.db.asUser('ash', (tx) => getTrainingSession(tx, sessionId, noLinks));
  expect(queued.session).toEqual(stored);
});

it('queues a session without files', async () => {
  const session = describeSession(avatarId, { files: [] });
  const { created, session: queued } = await create(session);
  expect(created).toBe(true);
  expect(queued).toMatchObject({ file_count: 0, files: [], logs: [{ message: 'Queued.' }] });
});

it('makes one session of a request that is sent five times at once', async () => {
  const key = newId();
  const results = await Promise.all(
    Array.from({ length: 5 }, () => create(describeSession(avatarId, { idempotencyKey: key }))),
  );
  expect(results.filter(({ created }) => created)).toHaveLength(1);
  expect(new Set(results.map(({ session }) => session.id)).size).toBe(1);
  expect(new Set(results.map(({ runId }) => runId)).size).toBe(1);
});

it('refuses a key that was used for a different request', async () => {
  const first = describeSession(avatarId);
  await create(first);
  const { idempotencyKey } = first;
  const other = describeSession(avatarId, { idempotencyKey, requestDigest: 'another digest' });
  await expect(create(other)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});

it('keeps the keys of users apart', async () => {
  const idempotencyKey = newId();
  await create(describeSession(avatarId, { idempotencyKey }));
  const otherAvatar = await database.db.asUser('misty', seedAvatar);
  await expect(create(describeSession(otherAvatar, { idempotencyKey }), 'misty')).resolves.toMatchObject({
    created: true,
  });
});

it('knows no avatar and no session of another user', async () => {
  const session = describeSession(avatarId);
  const notFound = { code: 'not_found' };
  await expect(create(session, 'misty')).rejects.toMatchObject(notFound);
  await create(session);
  await expect(
    database.db.asUser('misty', (tx) => getTrainingSession(tx, session.sessionId, noLinks)),
  ).rejects.toMatchObject(notFound);
  await expect(
    database.db.asUser('misty', (tx) => listTrainingSessions(tx, avatarId, { limit: 5 }, noLinks)),
  ).rejects.toMatchObject(notFound);
});

it('lists sessions newest first', async () => {
  const own = await database.db.asUser('ash', seedAvatar);
  const sessions = [describeSession(own), describeSession(own)];
  for (const session of sessions) await create(session);
  const page = await database.db.asUser('ash', (tx) => listTrainingSessions(tx, own, { limit: 5 }, noLinks));
  expect(page.items.map(({ id }) => id)).toEqual(sessions.map(({ sessionId }) => sessionId).reverse());
});
