import { setTimeout as wait } from 'node:timers/promises';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newUser, type ApiClient } from '../support/api-client.ts';
import { tuningAdmin } from '@understudy/stack/testing/tuning-admin';
import { fineTuningOf } from '../support/fine-tuning.ts';
import { printMeasured } from '../support/print-measured.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';

/** The worker is killed here, so these tests have a stack of their own, which starts it again. */
let stack: TestStack;
let owner: Sql;
let admin: ReturnType<typeof simulatorAdmin>;
let tuning: ReturnType<typeof tuningAdmin>;
let user: ApiClient;
let fineTuning: ReturnType<typeof fineTuningOf>;
/** Each job has an avatar of its own, with 60 examples, which it activates its model for. */
const avatars = { prepare: '', upload: '', create: '', training: '', activate: '' };
type Phase = keyof typeof avatars;
const phases: readonly Phase[] = ['prepare', 'upload', 'create', 'training', 'activate'];

beforeAll(async () => {
  stack = await startStack({ environment: { FINE_TUNE_POLL_SECONDS: '0.5' } });
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
  admin = simulatorAdmin(stack.simulatorUrl);
  tuning = tuningAdmin(stack.simulatorUrl);
  user = await newUser(stack);
  fineTuning = fineTuningOf(user);
  const trained = phases.map(async (phase) => {
    avatars[phase] = (await fineTuning.trainedAvatar(1, 60)).id;
  });
  await Promise.all(trained);
});
afterAll(async () => {
  await owner?.end({ timeout: 1 });
  await stack?.stop();
});
beforeEach(async () => {
  await admin.reset();
  await tuning.settings(brief);
  await stack.process('worker').ready;
});

/** Phases in simulated seconds, of which `speed` pass in one: 60 examples are trained in two seconds. */
const brief = { validating_s: 20, queued_s: 10, example_s: 1.2, finishing_s: 5, speed: 100 };
const longTraining = { example_s: 20 };
const hurried = { speed: 2_000 };

const jobsPath = '/v1/fine_tuning/jobs';
const filesPath = '/v1/files';
const start = (phase: Phase) => fineTuning.start(avatars[phase], { activate_when_done: true });
const killWorker = () => stack.process('worker').kill('SIGKILL');

/** What must hold however often the worker died: the provider has made one job, and keeps no file of it. */
async function expectOneProviderJob(jobId: string, name: string): Promise<void> {
  expect(await user.runEnded(jobId), name).toMatchObject({ status: 'completed', attempt: 1 });
  const job = await fineTuning.read(jobId);
  expect(job, name).toMatchObject({ status: 'succeeded', is_active: true });
  const there = (await tuning.jobsOf(jobId)).map(({ id }) => id);
  expect(there, name).toEqual([job.provider_job_id]);
  await expect.poll(() => tuning.filesOf(jobId), { timeout: 30_000 }).toEqual([]);
  const [told] = await owner`
    select count(*)::int as times from notifications where data ->> 'fine_tune_job_id' = ${jobId}`;
  expect(told, name).toEqual({ times: 1 });
  const [uses] = await owner`
    select count(*)::int as wrong from avatar_fine_tune_job_examples
    join avatar_training_examples on id = example_id
    where job_id = ${jobId} and times_used <> (
      select count(*) from avatar_fine_tune_job_examples other where other.example_id = id)`;
  expect(uses, name).toEqual({ wrong: 0 });
}

/**
 * Brings a job into each phase, keeps it there by locks on what the phase writes, and kills the worker. What the provider
 * was asked for is then done there and not written down: a file is uploaded, a job created.
 */
async function killInEveryPhase(): Promise<Record<Phase, string>> {
  return await owner.begin(async (locks) => {
    await locks`select from avatar_profiles where id = ${avatars.activate} for no key update`;
    const activate = await start('activate');
    await fineTuning.until(activate, ({ status }) => status === 'succeeded');

    await tuning.settings(longTraining);
    const training = await start('training');
    await fineTuning.until(training, ({ status }) => status === 'running');

    await locks`select from avatar_training_examples where avatar_id = ${avatars.create} for no key update`;
    const create = await start('create');
    await expect.poll(() => tuning.jobsOf(create), { timeout: 30_000 }).toHaveLength(1);

    // Late enough for the lock to come before.
    await admin.inject({ kind: 'latency', latency_ms: 1_500, match: { path: filesPath, method: 'POST' } });
    const upload = await start('upload');
    const begun = async () => {
      const [{ begun: uploads } = { begun: 0 }] = await locks<{ begun: number }[]>`
        select coalesce(sum(uploads_begun), 0)::int as begun from avatar_fine_tune_files where job_id = ${upload}`;
      return uploads;
    };
    await expect.poll(begun, { timeout: 30_000 }).toBe(1);
    await locks`select from avatar_fine_tune_files where job_id = ${upload} for no key update`;
    await expect.poll(() => tuning.filesOf(upload), { timeout: 30_000 }).toHaveLength(1);

    await locks`lock table avatar_fine_tune_job_examples in exclusive mode`;
    const prepare = await start('prepare');
    await fineTuning.until(prepare, ({ status }) => status === 'preparing');

    await wait(intoThePhaseMs);
    await killWorker();
    return { prepare, upload, create, training, activate };
  });
}
const intoThePhaseMs = 300;

/** Kills at random moments that the same jobs live through. */
const killsOfJobs = 2;
/** Milliseconds in which a job begins, or the worker is killed: about what an undisturbed job takes. */
const spanMs = 5_000;
const random = (most: number) => Math.round(Math.random() * most);

/** Starts a job of each avatar, one after the other, while the worker is killed again and again. */
async function killWhileJobsBegin(times: number): Promise<{ jobs: string[]; moments: string[] }> {
  const beginning = Promise.all(phases.map((phase) => wait(random(spanMs)).then(() => start(phase))));
  const moments: string[] = [];
  for (let kill = 0; kill < times; kill += 1) {
    await stack.process('worker').ready;
    const afterMs = random(spanMs);
    await wait(afterMs);
    const rows = await owner`
      select coalesce(string_agg(status, ', ' order by id), 'nothing') as statuses from avatar_fine_tune_jobs
      where status not in ('succeeded') or fine_tuned_model is null`;
    await killWorker();
    moments.push(`${String(afterMs)} ms (${String(rows[0]?.['statuses'])})`);
  }
  return { jobs: await beginning, moments };
}

describe('kill -9 of the worker', () => {
  it('while it prepares, uploads, creates, trains and activates: one job at the provider for each', async () => {
    const jobs = await killInEveryPhase();
    await tuning.settings(hurried);
    for (const phase of phases) await expectOneProviderJob(jobs[phase], phase);
  });

  const kills = Number(process.env['FINE_TUNE_KILLS'] ?? 2);
  it(
    `at ${kills} random moments: one job at the provider for each`,
    async () => {
      let jobs = 0;
      for (let killed = 0; killed < kills; killed += killsOfJobs) {
        const begun = await killWhileJobsBegin(Math.min(killsOfJobs, kills - killed));
        jobs += begun.jobs.length;
        for (const jobId of begun.jobs) await expectOneProviderJob(jobId, begun.moments.join(', '));
        printMeasured(`worker killed after ${begun.moments.join(', then ')}`);
      }
      printMeasured(`worker killed ${kills} times under ${jobs} jobs: one provider job each`);
    },
    kills * 60_000,
  );
});

describe('answers that are lost', () => {
  it('of uploads and of the creation of the job: what is there is found again', async () => {
    for (const path of [filesPath, jobsPath]) {
      await admin.inject({ kind: 'drop_after', match: { path, method: 'POST' }, times: 2 });
    }
    await expectOneProviderJob(await start('prepare'), 'lost answers');
    const { calls } = await admin.calls();
    const lost = calls.filter(({ fault }) => fault === 'drop_after');
    expect(lost.length).toBeGreaterThanOrEqual(2);
  });
});
