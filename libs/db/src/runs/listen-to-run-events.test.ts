import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createDatabase } from '../database.ts';
import { seedSession } from '../testing/seed.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { appendRunEvent } from './append-run-event.ts';
import { listenToRunEvents } from './listen-to-run-events.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

function append(runId: string, message: string) {
  return database.db.asUser('ash', (tx) =>
    appendRunEvent(tx, { runId, type: 'note', level: 'info', phase: 'version', message }),
  );
}

it('announces events when they are committed, and neither those that were taken back nor the first', async () => {
  const heard: string[] = [];
  const subscription = await listenToRunEvents(
    database.db,
    (runId, sequence) => heard.push(`${runId} ${sequence}`),
    vi.fn(),
  );
  const { runId } = await database.db.asUser('ash', seedSession);
  const takenBack = database.db.asUser('ash', async (tx) => {
    await appendRunEvent(tx, { runId, type: 'note', level: 'info', phase: 'version', message: 'No.' });
    throw new Error('taken back');
  });
  await expect(takenBack).rejects.toThrow('taken back');
  await append(runId, 'Yes.');
  await vi.waitFor(() => expect(heard).toEqual([`${runId} 2`]));
  await subscription.close();
});

it('subscribes again after its connection was cut, and says so', async () => {
  const { runId } = await database.db.asUser('ash', seedSession);
  const listening = createDatabase({ url: database.appUrl, maxConnections: 1, applicationName: 'listener' });
  const onEvent = vi.fn();
  const onReconnect = vi.fn();
  const subscription = await listenToRunEvents(listening, onEvent, onReconnect);
  expect(onReconnect).not.toHaveBeenCalled();
  await database.ownerSql`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listener'
  `;
  await vi.waitFor(() => expect(onReconnect).toHaveBeenCalledOnce(), { timeout: 5_000 });
  await append(runId, 'After the cut.');
  await vi.waitFor(() => expect(onEvent).toHaveBeenCalledExactlyOnceWith(runId, 2));
  await subscription.close();
  await append(runId, 'For nobody.');
  await listening.close();
  expect(onEvent).toHaveBeenCalledOnce();
});
