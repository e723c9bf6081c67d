import { afterAll, beforeAll, expect, it } from 'vitest';
import { noLinks, seedSession } from '../testing/seed.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { appendRunEvent } from './append-run-event.ts';
import { listRuns, type RunFilter } from './list-runs.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

async function list(filter: RunFilter, limit = 10, cursor?: string) {
  const page = await database.db.asUser('ash', (tx) => listRuns(tx, filter, { limit, cursor }, noLinks));
  return { ids: page.items.map(({ id }) => id), cursor: page.next_cursor ?? undefined };
}

it('lists the runs of the user newest first, page by page, by kind, status and avatar', async () => {
  const [first, second, third] = [
    await database.db.asUser('ash', seedSession),
    await database.db.asUser('ash', seedSession),
    await database.db.asUser('ash', seedSession),
  ];
  await database.db.asUser('misty', seedSession);
  await database.db.asUser('ash', (tx) =>
    appendRunEvent(tx, {
      runId: second.runId,
      type: 'run_cancelled',
      level: 'info',
      phase: 'upload_check',
      message: 'Cancelled.',
      update: { status: 'cancelled' },
    }),
  );
  const page = await list({}, 2);
  expect(page.ids).toEqual([third.runId, second.runId]);
  expect(await list({}, 2, page.cursor)).toEqual({ ids: [first.runId], cursor: undefined });
  expect((await list({ statuses: ['cancelled', 'failed'] })).ids).toEqual([second.runId]);
  expect((await list({ kind: 'training_session', avatarId: first.avatarId })).ids).toEqual([first.runId]);
});
