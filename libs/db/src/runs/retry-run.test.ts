import { afterAll, beforeAll, expect, it } from 'vitest';
import { noLinks, seedSession } from '../testing/seed.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { appendRunEvent } from './append-run-event.ts';
import { getRun } from './get-run.ts';
import { workflowStarted } from './workflow-started.ts';
import { retryRun } from './retry-run.ts';
import { listUnfinishedRuns, listUnstartedRuns } from './sweep.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

const seed = () => database.db.asUser('ash', seedSession);
const retry = (runId: string) => database.db.asUser('ash', (tx) => retryRun(tx, runId));
const unstarted = async () =>
  (await listUnstartedRuns(database.db, { olderThanSeconds: 0 })).map((run) => run.runId);

function fail(runId: string) {
  return database.db.asUser('ash', (tx) =>
    appendRunEvent(tx, {
      runId,
      type: 'run_failed',
      level: 'error',
      phase: 'version',
      message: 'Failed.',
      update: { status: 'failed', error: { code: 'internal_error', message: 'Failed.', phase: 'version' } },
    }),
  );
}

it('opens a failed run again as another attempt without an error', async () => {
  const { runId } = await seed();
  await fail(runId);
  await expect(retry(runId)).resolves.toEqual({ attempt: 2 });
  const run = await database.db.asUser('ash', (tx) => getRun(tx, runId, noLinks));
  expect(run).toMatchObject({ status: 'queued', attempt: 2, error: null, finished_at: null });
});

it('opens a run once when two people press the button', async () => {
  const { runId } = await seed();
  await fail(runId);
  const results = await Promise.allSettled([retry(runId), retry(runId)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('refuses runs that have not ended', async () => {
  const { runId } = await seed();
  await expect(retry(runId)).rejects.toMatchObject({ code: 'conflict' });
});

it('shows the sweep the runs that lack a workflow, and those of each attempt anew', async () => {
  const { runId, sessionId, avatarId } = await seed();
  expect(await unstarted()).toContain(runId);
  expect(await listUnstartedRuns(database.db, { olderThanSeconds: 3_600 })).toEqual([]);
  await database.db.asUserAtOnce('ash', workflowStarted(runId, 1));
  expect(await unstarted()).not.toContain(runId);
  expect(await listUnfinishedRuns(database.db)).toContainEqual({
    runId,
    userId: 'ash',
    kind: 'training_session',
    avatarId,
    subjectId: sessionId,
    attempt: 1,
  });
  await fail(runId);
  expect((await listUnfinishedRuns(database.db)).map((run) => run.runId)).not.toContain(runId);
  await retry(runId);
  await database.db.asUserAtOnce('ash', workflowStarted(runId, 1));
  expect(await unstarted()).toContain(runId);
});

it('leaves a run alone once it is running', async () => {
  const { runId } = await seed();
  await database.db.asUser('ash', (tx) =>
    appendRunEvent(tx, {
      runId,
      type: 'run_started',
      level: 'info',
      phase: 'upload_check',
      message: 'Started.',
      update: { status: 'running' },
    }),
  );
  expect(await unstarted()).not.toContain(runId);
});
