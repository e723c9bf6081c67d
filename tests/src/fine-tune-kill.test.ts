import { setTimeout as wait } from 'node:timers/promises';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newUser, type ApiClient } from './support/api-client.ts';
import { fineTuningOf, tuningAdmin } from './support/fine-tuning.ts';
import { printMeasured } from './support/print-measured.ts';
import { simulatorAdmin } from './support/simulator-client.ts';

/** The worker is killed here, so these tests have a stack of their own, which starts it again. */
let stack: TestStack;
let owner: Sql;
let admin: ReturnType<typeof simulatorAdmin>;
let tuning: ReturnType<typeof tuningAdmin>;
let user: ApiClient;
let fineTuning: ReturnType<typeof fineTuningOf>;
let avatarId: string;
beforeAll(async () => {
  stack = await startStack({ environment: { FINE_TUNE_POLL_SECONDS: '0.5' } });
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
  admin = simulatorAdmin(stack.simulatorUrl);
  tuning = tuningAdmin(stack.simulatorUrl);
  user = await newUser(stack);
  fineTuning = fineTuningOf(user);
  avatarId = (await fineTuning.trainedAvatar(1, 60)).id;
});
afterAll(async () => {
  await owner?.end({ timeout: 1 });
  await stack?.stop();
});
beforeEach(async () => {
  await admin.reset();
  await tuning.settings({ speed: 100 });
  await stack.process('worker').ready;
});

const jobsPath = '/v1/fine_tuning/jobs';
const start = () => fineTuning.start(avatarId, { activate_when_done: true });
const killWorker = () => stack.process('worker').kill('SIGKILL');

/** What must hold however often the worker died: the provider has made one job, and keeps no file of it. */
async function expectOneProviderJob(jobId: string): Promise<void> {
  expect(await user.runEnded(jobId)).toMatchObject({ status: 'completed', attempt: 1 });
  const job = await fineTuning.read(jobId);
  expect(job).toMatchObject({ status: 'succeeded', is_active: true });
  expect((await tuning.jobsOf(jobId)).map(({ id }) => id)).toEqual([job.provider_job_id]);
  await expect.poll(() => tuning.filesOf(jobId), { timeout: 30_000 }).toEqual([]);
  const [told] = await owner`
    select count(*)::int as times from notifications where data ->> 'fine_tune_job_id' = ${jobId}`;
  expect(told).toEqual({ times: 1 });
  const [uses] = await owner`
    select count(*)::int as wrong from avatar_fine_tune_job_examples
    join avatar_training_examples on id = example_id
    where job_id = ${jobId} and times_used <> (
      select count(*) from avatar_fine_tune_job_examples other where other.example_id = id)`;
  expect(uses).toEqual({ wrong: 0 });
}

/** How to keep a job in a phase: a slow provider, or a lock on what the phase writes; and how to tell that it is there. */
type Hold = {
  /** A statement that locks. */
  lock?: string;
  slow?: { path: string; method: string };
  reached: (status: string, atProvider: boolean) => boolean;
};
const holds: Record<string, Hold> = {
  prepare: {
    lock: 'lock table avatar_fine_tune_job_examples in exclusive mode',
    reached: (status) => status === 'preparing',
  },
  upload: { slow: { path: '/v1/files', method: 'POST' }, reached: (status) => status === 'uploading' },
  create: { slow: { path: jobsPath, method: 'POST' }, reached: (status) => status === 'uploading' },
  training: { reached: (status) => status === 'running' },
  activate: {
    lock: 'select from avatar_profiles for no key update',
    reached: (status) => status === 'succeeded',
  },
};
const intoThePhaseMs = 600;

describe('kill -9 of the worker', () => {
  it.each(Object.entries(holds))('during %s: one job at the provider', async (_phase, hold) => {
    const { lock, slow, reached } = hold;
    if (slow !== undefined) await admin.inject({ kind: 'latency', latency_ms: 2_000, match: slow, times: 2 });
    const jobId = await start();
    const killThere = async () => {
      await fineTuning.until(jobId, ({ status, provider_job_id: id }) => reached(status, id !== null));
      await wait(intoThePhaseMs);
      await killWorker();
    };
    if (lock === undefined) await killThere();
    else {
      await owner.begin(async (sql) => {
        await sql.unsafe(lock);
        await killThere();
      });
    }
    await expectOneProviderJob(jobId);
  });

  const kills = Number(process.env['FINE_TUNE_KILLS'] ?? 5);
  it(
    `at ${kills} random moments: one job at the provider each time`,
    async () => {
      const moments: number[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        await stack.process('worker').ready;
        const jobId = await start();
        const afterMs = Math.round(Math.random() * 6_000);
        moments.push(afterMs);
        await wait(afterMs);
        await killWorker();
        await expectOneProviderJob(jobId);
      }
      printMeasured(`worker killed ${kills} times, after ${moments.join(', ')} ms: one provider job each`);
    },
    kills * 60_000,
  );
});

describe('an answer that is lost', () => {
  it.each([
    ['the creation of the job', jobsPath],
    ['an upload', '/v1/files'],
  ])('of %s: what is there is found again', async (_name, path) => {
    await admin.inject({ kind: 'drop_after', match: { path, method: 'POST' }, times: 2 });
    const jobId = await start();
    await expectOneProviderJob(jobId);
    const { calls } = await admin.calls();
    expect(calls.filter(({ fault }) => fault === 'drop_after').length).toBeGreaterThanOrEqual(1);
  });
});
