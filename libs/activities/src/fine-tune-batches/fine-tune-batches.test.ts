import { createFineTuneBatch } from '@understudy/db/fine-tune-batches/create-fine-tune-batch';
import { getFineTuneBatch } from '@understudy/db/fine-tune-batches/get-fine-tune-batch';
import { newId } from '@understudy/db/new-id';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { retryRun } from '@understudy/db/runs/retry-run';
import { seedAvatar } from '@understudy/db/testing/seed';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import { createFineTuneBatchSchema } from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import { Client } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOpenAIFineTuneAdapter } from '../fine-tune/adapters/openai-adapter.ts';
import type { FineTuneSettings } from '../fine-tune/fine-tune-reference.ts';
import { advanceBatch } from './advance-batch.ts';
import { chooseAvatars } from './choose-avatars.ts';
import { endFineTuneBatch } from './end-fine-tune-batch.ts';

let database: TestDatabase;
/** Two avatars with examples, and one without. */
let avatarIds: string[];
let batchId: string;
/** Runs whose workflows were started; Temporal is away while `isAway`. */
let started: string[];
let isAway: boolean;
const userId = 'ada';

const openai = createOpenAIFineTuneAdapter({
  apiKey: 'none',
  baseUrl: 'http://127.0.0.1:1/v1',
  simulated: true,
  timeoutMs: 100,
  maxRetries: 0,
});
const fineTuning: FineTuneSettings = {
  adapterFor: () => openai,
  pollSeconds: 1,
  stuckAfterSeconds: 60,
  patienceSeconds: 60,
};
const starter = {
  start({ runId }: { runId: string }): Promise<void> {
    if (isAway) return Promise.reject(new Error('Temporal is away'));
    started.push(runId);
    return Promise.resolve();
  },
};

const reference = (attempt = 1) => ({ userId, runId: batchId, attempt });
const look = (startMore = true) =>
  advanceBatch(
    { database: database.db, fineTuning, starter, client: new Client() },
    { ...reference(), startMore },
  );
const choose = (attempt = 1) => chooseAvatars(database.db, reference(attempt), new AbortController().signal);
const read = () => database.db.asUser(userId, (tx) => getFineTuneBatch(tx, batchId));
const jobs = () => database.ownerSql`select id, avatar_id from avatar_fine_tune_jobs order by id`;
const end = (runId: string, status: 'completed' | 'failed') =>
  database.db.asUser(userId, (tx) =>
    appendRunEvent(tx, {
      runId,
      type: status === 'completed' ? 'run_completed' : 'run_failed',
      level: 'info',
      message: status === 'completed' ? 'Ready.' : 'The provider has refused the file.',
      update: { status },
    }),
  );

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  started = [];
  isAway = false;
  await database.ownerSql`delete from runs`;
  await database.ownerSql`delete from avatar_profiles`;
  avatarIds = await database.db.asUser(userId, async (tx) => {
    const made: string[] = [];
    for (let index = 0; index < 3; index += 1) made.push(await seedAvatar(tx));
    return made;
  });
  for (const avatarId of avatarIds.slice(0, 2)) {
    for (let index = 0; index < 12; index += 1) {
      await database.ownerSql`
        insert into avatar_training_examples (id, user_id, avatar_id, instruction, response, pattern_type, quality_score,
          source, content_digest)
        values (${newId()}, ${userId}, ${avatarId}, ${`Question ${index} about ${index * 31}`}, ${`Answer ${index * 17} of many`},
          'answer', 0.9, 'manual', ${`${avatarId} ${index}`})`;
    }
  }
  batchId = newId();
  await database.db.asUser(userId, (tx) =>
    createFineTuneBatch(tx, {
      batchId,
      request: createFineTuneBatchSchema.parse({
        avatar_ids: avatarIds,
        job: { base_model: 'gpt-4o-mini-2024-07-18' },
        concurrency: 1,
      }),
      simulatedProvider: true,
      idempotencyKey: newId(),
      requestDigest: 'digest',
    }),
  );
});

describe('a batch', () => {
  it('leaves out who cannot be trained, trains the others in turn, and ends as it is', async () => {
    expect(await choose()).toEqual({ total: 3 });
    const chosen = await read();
    expect(chosen.items.map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting', 'left_out']);
    expect(chosen.total_estimate).toBeGreaterThan(0);
    expect(chosen.items[2]?.reason).toMatch(/\w/);

    expect(await look()).toEqual({ waiting: 1, started: 1, ended: 1 });
    expect(started).toHaveLength(1);
    await end(started[0] ?? '', 'completed');
    expect(await look()).toEqual({ waiting: 0, started: 1, ended: 2 });
    await end(started[1] ?? '', 'failed');
    expect(await look()).toEqual({ waiting: 0, started: 0, ended: 3 });

    const ended = await endFineTuneBatch(database.db, { ...reference(), outcome: 'completed' });
    expect(ended).toEqual({ status: 'completed_with_errors' });
    expect(await read()).toMatchObject({
      status: 'completed_with_errors',
      message: '1 of 3 avatars have a new model; 1 failed, 1 could not be trained.',
      items: [
        { outcome: 'completed' },
        { outcome: 'failed', reason: 'The provider has refused the file.' },
        {},
      ],
    });
    expect(await jobs()).toHaveLength(2);
  });

  it('never makes two jobs for an avatar: not at the same moment, nor after a crash', async () => {
    await choose();
    await Promise.all([look(), look(), look()]);
    expect(await jobs()).toHaveLength(1);
    await end(started[0] ?? '', 'completed');
    // It dies between its commit and the start of the workflow.
    isAway = true;
    await expect(look()).rejects.toThrow('away');
    isAway = false;
    started = [];
    expect(await look()).toEqual({ waiting: 0, started: 1, ended: 2 });
    const made = await jobs();
    expect(made.map(({ avatar_id: of }) => String(of))).toEqual(avatarIds.slice(0, 2));
    expect(started).toEqual([made[1]?.['id']]);
    // Choosing again, as a repeated activity does, changes nothing.
    await choose();
    expect(await look()).toEqual({ waiting: 0, started: 1, ended: 2 });
    expect(await jobs()).toHaveLength(2);
  });

  it('retries the jobs that have failed, and looks again at who was left out', async () => {
    await choose();
    await look();
    await end(started[0] ?? '', 'failed');
    await look();
    await end(started[1] ?? '', 'completed');
    await look();
    await endFineTuneBatch(database.db, { ...reference(), outcome: 'completed' });
    await database.db.asUser(userId, (tx) => retryRun(tx, batchId));
    await choose(2);
    expect((await read()).items.map(({ outcome }) => outcome)).toEqual(['started', 'completed', 'left_out']);
    started = [];
    await look();
    const [first] = await jobs();
    expect(started).toEqual([first?.['id']]);
    expect(await jobs()).toHaveLength(2);
  });
});
