import { fineTuneJobPageSchema } from '@understudy/domain/fine-tune/contracts/job';
import {
  fineTuneBatchEstimateSchema,
  fineTuneBatchSchema,
  type FineTuneBatch,
} from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import { pageOf } from '@understudy/domain/http/page';
import { promptVersionSchema } from '@understudy/domain/prompt-versions/prompt-version';
import { scheduleSchema, type Schedule } from '@understudy/domain/fine-tune-schedules/schedule';
import { temporalScheduleId } from '@understudy/domain/fine-tune-schedules/schedule-workflow';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newUser, type ApiClient } from '../support/api-client.ts';
import { tuningAdmin } from '@understudy/stack/testing/tuning-admin';
import { baseModel, fineTuningOf } from '../support/fine-tuning.ts';

/** Trainings take a second or two, so these tests have a stack of their own. */
let stack: TestStack;
let connection: Connection;
let temporal: Client;
let user: ApiClient;
let fineTuning: ReturnType<typeof fineTuningOf>;
/** Three avatars: two with 30 examples each, and one with none. */
let avatars: string[];

beforeAll(async () => {
  stack = await startStack({ environment: { FINE_TUNE_POLL_SECONDS: '0.5' } });
  connection = await Connection.connect({ address: stack.temporalAddress });
  temporal = new Client({ connection });
  await tuningAdmin(stack.simulatorUrl).settings({
    validating_s: 20,
    queued_s: 10,
    example_s: 0.4,
    finishing_s: 5,
    speed: 100,
  });
  user = await newUser(stack);
  fineTuning = fineTuningOf(user);
  const trained = [await fineTuning.trainedAvatar(1, 30), await fineTuning.trainedAvatar(1, 30)];
  avatars = [...trained.map(({ id }) => id), (await user.createAvatar('Misty')).id];
});
afterAll(async () => {
  await connection?.close();
  await stack?.stop();
});

const job = { base_model: baseModel };
const readBatch = (id: string): Promise<FineTuneBatch> =>
  user.get(`/api/fine-tune-batches/${id}`, fineTuneBatchSchema);
const jobsOf = async (avatarId: string) =>
  (await user.get(`/api/avatars/${avatarId}/fine-tune-jobs`, fineTuneJobPageSchema)).items;

describe('a batch', () => {
  it('trains who can be trained, one job each, and says why not of the others', async () => {
    const estimate = await user.post('/api/fine-tune-batches/estimate', fineTuneBatchEstimateSchema, {
      avatar_ids: avatars,
      job,
    });
    expect(estimate).toMatchObject({ eligible: 2 });
    expect(estimate.items.map(({ eligibility }) => eligibility.eligible)).toEqual([true, true, false]);

    const asked = { avatar_ids: avatars, job, concurrency: 1 };
    const { id } = await user.post('/api/fine-tune-batches', fineTuneBatchSchema, asked);
    // A repeated request is the same batch.
    expect(await user.post('/api/fine-tune-batches', fineTuneBatchSchema, asked)).toMatchObject({ id });
    const run = await user.runEnded(id);
    expect(run).toMatchObject({ kind: 'fine_tune_batch', status: 'completed_with_errors' });
    const batch = await readBatch(id);
    expect(batch.counts).toMatchObject({ completed: 2, left_out: 1, waiting: 0, started: 0 });
    expect(batch.message).toBe('2 of 3 avatars have a new model; 1 could not be trained.');
    expect(batch.total_estimate).toBeCloseTo(estimate.total_estimate, 6);
    expect(batch.items[0]?.fine_tuned_model).toMatch(/^ft:/);
    expect(batch.items[2]).toMatchObject({ outcome: 'left_out', fine_tune_job_id: null });
    expect(batch.items[2]?.reason).not.toBeNull();
    const [first, second] = [await jobsOf(avatars[0] ?? ''), await jobsOf(avatars[1] ?? '')];
    expect([first.length, second.length]).toEqual([1, 1]);
    // One at a time.
    const [earlier, later] = [first[0], second[0]];
    expect(Date.parse(later?.created_at ?? '')).toBeGreaterThan(Date.parse(earlier?.finished_at ?? ''));
  });

  it('is cancelled with its jobs, and retried where it was', async () => {
    await tuningAdmin(stack.simulatorUrl).settings({ example_s: 10, speed: 4 });
    const asked = { avatar_ids: avatars.slice(0, 2), job, concurrency: 1 };
    const { id } = await user.post('/api/fine-tune-batches', fineTuneBatchSchema, asked);
    await vi.waitFor(async () => expect((await readBatch(id)).counts.started).toBe(1), 10_000);
    await user.send('POST', `/api/fine-tune-batches/${id}/cancel`);
    expect((await user.runEnded(id, 30_000)).status).toBe('cancelled');
    expect((await readBatch(id)).counts).toMatchObject({ cancelled: 2, started: 0, waiting: 0 });
    await tuningAdmin(stack.simulatorUrl).settings({ example_s: 0.4, speed: 1_000 });
    expect((await user.send('POST', `/api/fine-tune-batches/${id}/retry`)).status).toBe(202);
    expect((await user.runEnded(id)).status).toBe('completed');
    expect((await jobsOf(avatars[0] ?? '')).length).toBe(2);
  });
});

describe('a schedule', () => {
  const path = (avatarId = avatars[0] ?? '') => `/api/avatars/${avatarId}/fine-tune-schedule`;
  const read = (): Promise<Schedule> => user.get(path(), scheduleSchema);
  const put = async (body: object): Promise<Schedule> =>
    scheduleSchema.parse((await user.send('PUT', path(), body)).body);
  const look = async (before: string | null): Promise<Schedule> => {
    expect((await user.send('POST', `${path()}/trigger`)).status).toBe(202);
    return await vi.waitFor(
      async () => {
        const schedule = await read();
        expect(schedule.last_firing?.id ?? null).not.toBe(before);
        return schedule;
      },
      { timeout: 15_000, interval: 100 },
    );
  };

  it('is kept by Temporal, looks when it is asked to, trains with well-rated answers, and goes with its avatar', async () => {
    const made = await put({
      cadence: 'weekly',
      time_zone: 'Europe/Lisbon',
      hour: 3,
      minimum_new_examples: 2,
    });
    expect(made).toMatchObject({ paused: false, description: 'every Monday at 03:00 (Europe/Lisbon)' });
    const [next] = made.next_runs ?? [];
    const local = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Lisbon',
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
    });
    expect(local.format(new Date(next ?? ''))).toMatch(/Monday.*03:00/);

    // An answer is rated by the version that gave it.
    const versions = await user.get(
      `/api/avatars/${avatars[0] ?? ''}/prompt-versions`,
      pageOf('PromptVersionPage', promptVersionSchema),
    );
    await user.send('POST', `/api/prompt-versions/${versions.items[0]?.id ?? ''}/activate`);
    const skipped = await look(null);
    expect(skipped.last_firing).toMatchObject({ outcome: 'skipped', new_examples: 0, needed_examples: 2 });
    for (const message of [
      'What did you cook for your brother yesterday?',
      'Which mountain was the hardest to climb?',
    ]) {
      const reply = await fineTuning.chat(avatars[0] ?? '', message);
      const rated = await user.send('POST', `/api/prompt-versions/${reply.prompt_version_id ?? ''}/rate`, {
        rating: 5,
        message_id: reply.message_id,
      });
      expect(rated.status).toBe(200);
    }
    expect((await read()).new_examples).toBe(2);
    const started = await look(skipped.last_firing?.id ?? null);
    expect(started.last_firing?.message).toBe('Started with 2 new well-rated chat answers.');
    const jobId = started.last_firing?.fine_tune_job_id ?? '';
    expect(started).toMatchObject({ last_job_id: jobId, new_examples: 0 });
    expect((await fineTuning.ended(jobId)).status).toBe('succeeded');

    const paused = scheduleSchema.parse((await user.send('POST', `${path()}/pause`)).body);
    expect(paused).toMatchObject({ paused: true, next_runs: [] });
    const resumed = await put({ cadence: 'monthly', hour: 5, minimum_new_examples: 9 });
    expect(resumed).toMatchObject({ paused: true, cadence: 'monthly', minimum_new_examples: 9 });
    const going = scheduleSchema.parse((await user.send('POST', `${path()}/resume`)).body);
    expect(going.next_runs?.[0]).toMatch(/-01T05:00:00/);

    const kept = () => temporal.schedule.getHandle(temporalScheduleId(made.id)).describe();
    expect((await kept()).policies.overlap).toBe('SKIP');
    expect((await user.send('DELETE', `/api/avatars/${avatars[0] ?? ''}`)).status).toBe(204);
    await expect(kept()).rejects.toThrow();
  });
});
