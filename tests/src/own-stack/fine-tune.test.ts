import { eligibilitySchema } from '@understudy/domain/fine-tune/contracts/eligibility';
import { fineTuneEstimateSchema } from '@understudy/domain/fine-tune/contracts/estimate';
import { modelComparisonSchema } from '@understudy/domain/fine-tune/contracts/compare-models';
import {
  fineTuneCheckpointPageSchema,
  fineTuneFilesSchema,
} from '@understudy/domain/fine-tune/contracts/job-details';
import { fineTuneUsageSchema } from '@understudy/domain/fine-tune/contracts/usage';
import { notificationPageSchema } from '@understudy/domain/notifications/notification';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newUser, problemOf, type ApiClient } from '../support/api-client.ts';
import { batchesOf } from '../support/auto-train-batches.ts';
import { tuningAdmin } from '@understudy/stack/testing/tuning-admin';
import { baseModel, fineTuningOf } from '../support/fine-tuning.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import { sweepNow } from '../support/sweep-now.ts';

/** The provider's time and faults are everybody's, so these tests have a stack of their own. */
let stack: TestStack;
let owner: Sql;
let admin: ReturnType<typeof simulatorAdmin>;
let tuning: ReturnType<typeof tuningAdmin>;
/** A user with an avatar of 60 examples, for what changes neither. */
let user: ApiClient;
let fineTuning: ReturnType<typeof fineTuningOf>;
let avatar: { id: string; sessionId: string };

beforeAll(async () => {
  stack = await startStack({ environment: { FINE_TUNE_POLL_SECONDS: '0.5' } });
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
  admin = simulatorAdmin(stack.simulatorUrl);
  tuning = tuningAdmin(stack.simulatorUrl);
  user = await newUser(stack);
  fineTuning = fineTuningOf(user);
  avatar = await fineTuning.trainedAvatar(1, 60);
});
afterAll(async () => {
  await owner?.end({ timeout: 1 });
  await stack?.stop();
});
beforeEach(async () => {
  await admin.reset();
  await tuning.settings(brief);
});

/** A training of 60 examples takes a second: phases in simulated seconds, of which `speed` pass in one. */
const brief = { validating_s: 20, queued_s: 10, example_s: 0.4, finishing_s: 5, speed: 100 };
/** A training takes minutes, unless it is hurried. */
const slow = { example_s: 10, speed: 4 };
const hurried = { speed: 1_000 };

describe('from examples to a model that answers', () => {
  it('prepares, uploads, trains, activates and answers, with every field of the seed', async () => {
    // The division into training and validation, and so the cost, follows from the seed.
    const data = { training_data_id: avatar.sessionId, selection: { seed: 7 } };
    const estimated = await user.post(
      `/api/avatars/${avatar.id}/fine-tune/estimate`,
      fineTuneEstimateSchema,
      { base_model: baseModel, ...data },
    );
    const jobId = await fineTuning.start(avatar.id, { ...data, activate_when_done: true });
    expect(await user.runEnded(jobId)).toMatchObject({ status: 'completed', kind: 'fine_tune' });
    const job = await fineTuning.read(jobId);
    const model = job.fine_tuned_model ?? '';
    expect(model).toMatch(/^ft:gpt-4o-mini-2024-07-18:simulated:zega-test/);
    expect(job).toMatchObject({ status: 'succeeded', is_active: true, actions: [], progress: 100 });
    expect(job.training_examples_count).toBe(estimated.examples);
    expect(job.estimated_cost).toBe(estimated.total_estimate);

    // The seed's own queries.
    const [profile] = await owner`
      select active_fine_tuned_model, use_fine_tuned_model from avatar_profiles where id = ${avatar.id}`;
    expect(profile).toEqual({ active_fine_tuned_model: model, use_fine_tuned_model: true });
    const [row] = await owner`
      select status, base_model, fine_tuned_model, training_examples_count, error_message,
        finished_at > created_at as took_time, trained_tokens::int > 0 as trained, actual_cost::float8 as cost
      from avatar_fine_tune_jobs where avatar_id = ${avatar.id} order by created_at desc limit 1`;
    expect(row).toEqual({
      status: 'succeeded',
      base_model: baseModel,
      fine_tuned_model: model,
      training_examples_count: estimated.examples,
      error_message: null,
      took_time: true,
      trained: true,
      cost: job.cost,
    });
    const used = await owner`
      select used_in_training, times_used, count(*)::int from avatar_training_examples
      where avatar_id = ${avatar.id} group by 1, 2 order by 1`;
    const all = estimated.examples + estimated.validation_examples;
    expect(used.at(-1)).toEqual({ used_in_training: true, times_used: 1, count: all });

    const files = await user.get(`/api/fine-tune-jobs/${jobId}/files`, fineTuneFilesSchema);
    expect(files.files.map(({ purpose }) => purpose)).toContain('training');
    await expect.poll(() => tuning.filesOf(jobId), { timeout: 10_000 }).toEqual([]);
    const { items } = await user.get('/api/notifications', notificationPageSchema);
    expect(items).toMatchObject([{ kind: 'fine_tune_completed', data: { fine_tune_job_id: jobId } }]);

    const reply = await fineTuning.chat(avatar.id, 'Hey, how was your day?');
    expect(reply).toMatchObject({ model, fallback: null });
    const usage = await user.get(`/api/avatars/${avatar.id}/fine-tune/usage`, fineTuneUsageSchema);
    const { input_tokens: input, output_tokens: output } = reply.usage;
    expect(usage.total).toEqual({
      messages_count: 1,
      input_tokens: input,
      output_tokens: output,
      estimated_cost: expect.closeTo((input * 0.3 + output * 1.2) / 1e6, 9),
    });
  });

  it('takes a checkpoint as well, compares with the base model, and goes back to it', async () => {
    const jobId = await fineTuning.start(avatar.id, { hyperparameters: { n_epochs: 2 } });
    await fineTuning.ended(jobId);
    const { items } = await user.get(
      `/api/fine-tune-jobs/${jobId}/checkpoints`,
      fineTuneCheckpointPageSchema,
    );
    const [first] = items;
    expect(items).toHaveLength(2);
    const active = await fineTuning.activate(jobId, { checkpoint_id: first?.id });
    expect(active).toMatchObject({
      active_fine_tuned_model: first?.fine_tuned_model_checkpoint,
      use_fine_tuned_model: true,
      fine_tune_job_id: jobId,
    });
    const path = `/api/avatars/${avatar.id}/fine-tuned-model/compare`;
    const compared = await user.post(path, modelComparisonSchema, { messages: ['I finally got the job!'] });
    const [one] = compared.comparisons;
    expect(one).toMatchObject({
      base: { model: baseModel, error: null },
      tuned: { model: first?.fine_tuned_model_checkpoint, error: null },
    });
    expect(one?.tuned.reply).not.toBe(one?.base.reply);
    expect(await fineTuning.deactivate(avatar.id)).toMatchObject({ use_fine_tuned_model: false });
    expect((await fineTuning.chat(avatar.id, 'Hello')).model).not.toMatch(/^ft:/);
  });

  it('falls back to the base model when the tuned one is gone, and says so', async () => {
    const jobId = await fineTuning.start(avatar.id, { suffix: 'gone', activate_when_done: true });
    const job = await fineTuning.ended(jobId);
    expect(job).toMatchObject({ status: 'succeeded', is_active: true });
    await admin.inject({
      kind: 'model_not_found',
      times: null,
      match: { model: job.fine_tuned_model ?? '' },
    });
    const reply = await fineTuning.chat(avatar.id, 'Hello');
    expect(reply.model).not.toMatch(/^ft:/);
    expect(reply.fallback).toContain(`${job.fine_tuned_model ?? ''} did not answer`);
    const [row] = await owner`
      select messages_count, fallback_count from avatar_fine_tune_usage where model = ${job.fine_tuned_model}`;
    expect(row).toEqual({ messages_count: 0, fallback_count: 1 });
    await fineTuning.deactivate(avatar.id);
  });
});

describe('a request for a job', () => {
  it('is refused without examples enough, with what is missing', async () => {
    const few = await fineTuning.trainedAvatar(1, 4);
    const path = `/api/avatars/${few.id}/fine-tune/eligibility`;
    expect(await user.get(path, eligibilitySchema)).toMatchObject({ eligible: false, current_examples: 4 });
    const problem = problemOf(await fineTuning.ask(few.id, { base_model: baseModel }));
    expect(problem).toMatchObject({ status: 422, code: 'nothing_to_train_on' });
    expect(problem.detail).toMatch(/^There are 4 examples; 10 are needed\./);
    expect(await owner`select from avatar_fine_tune_jobs where avatar_id = ${few.id}`).toHaveLength(0);
  });

  it('makes one job under one key', async () => {
    await tuning.settings(slow);
    const key = { 'idempotency-key': `only-once-${user.user}` };
    const body = { base_model: baseModel };
    const answers = await Promise.all([0, 1, 2].map(() => fineTuning.ask(avatar.id, body, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    const other = problemOf(await fineTuning.ask(avatar.id, { ...body, suffix: 'other' }, key));
    expect(other.code).toBe('idempotency_key_reused');
    const jobId = answers[0]?.headers.get('location')?.split('/').at(-1) ?? '';
    await fineTuning.steer(jobId, 'cancel');
    await user.runEnded(jobId);
  });
});

describe('a job under way', () => {
  it('is cancelled at the provider, too, its files are deleted, and a retry makes another', async () => {
    await tuning.settings(slow);
    const jobId = await fineTuning.start(avatar.id);
    await fineTuning.until(jobId, ({ provider_job_id: id }) => id !== null);
    await fineTuning.steer(jobId, 'cancel');
    expect(await user.runEnded(jobId, 15_000)).toMatchObject({ status: 'cancelled' });
    expect(await fineTuning.read(jobId)).toMatchObject({ status: 'cancelled', actions: ['retry'] });
    expect((await tuning.jobsOf(jobId)).map(({ status }) => status)).toEqual(['cancelled']);
    await expect.poll(() => tuning.filesOf(jobId), { timeout: 10_000 }).toEqual([]);
    await tuning.settings(hurried);
    await fineTuning.steer(jobId, 'retry');
    expect(await fineTuning.ended(jobId)).toMatchObject({ status: 'succeeded' });
    const jobs = await tuning.jobsOf(jobId);
    expect(jobs.map(({ status }) => status).sort()).toEqual(['cancelled', 'succeeded']);
  });

  it('is paused and resumed at the provider, even when it had no time to pause', async () => {
    await tuning.settings(slow);
    const jobId = await fineTuning.start(avatar.id);
    await fineTuning.until(jobId, ({ provider_job_id: id }) => id !== null);
    const paused = await fineTuning.steer(jobId, 'pause');
    expect(paused).toMatchObject({ status: 'paused', actions: ['cancel', 'resume'] });
    const statusThere = async () => (await tuning.jobsOf(jobId)).map(({ status }) => status);
    await expect.poll(statusThere, { timeout: 15_000 }).toEqual([expect.stringMatching(/^paus/)]);
    await fineTuning.steer(jobId, 'resume');
    await expect.poll(statusThere, { timeout: 15_000 }).not.toEqual([expect.stringMatching(/^paus/)]);
    await tuning.settings(hurried);
    expect(await fineTuning.ended(jobId)).toMatchObject({ status: 'succeeded' });
    expect(await tuning.jobsOf(jobId)).toHaveLength(1);
  });

  it('that fails at the provider shows its reason and what to do, and a retry makes a new one there', async () => {
    const message = 'The job failed because you exceeded your quota.';
    await tuning.failNext({ code: 'exceeded_quota', message, param: null });
    const jobId = await fineTuning.start(avatar.id);
    const run = await user.runEnded(jobId);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'provider_quota_exhausted' } });
    expect(run.error?.message).toContain(`OpenAI: ${message} Add credit`);
    const failed = await fineTuning.read(jobId);
    expect(failed).toMatchObject({ status: 'failed', error_message: message, actions: ['retry'] });
    await fineTuning.steer(jobId, 'retry');
    const again = await fineTuning.ended(jobId);
    expect(again).toMatchObject({ status: 'succeeded', error: null, error_message: null });
    expect(again.provider_job_id).not.toBe(failed.provider_job_id);
    expect(await tuning.jobsOf(jobId)).toHaveLength(2);
  });

  it('is looked at no more than once in an interval', async () => {
    const jobId = await fineTuning.start(avatar.id);
    expect(await fineTuning.ended(jobId)).toMatchObject({ status: 'succeeded' });
    const [there] = await tuning.jobsOf(jobId);
    // When an event tells of the end, the job itself is asked at once.
    expect(there?.shortest_poll_ms).toBeGreaterThanOrEqual(450);
  });
});

describe('a fine-tune that begins by itself', () => {
  it('does so at 50 unused examples of the avatar, for whoever has chosen that, once', async () => {
    const opted = await newUser(stack);
    const own = await opted.createAvatar();
    await opted.send('PATCH', '/api/settings', { auto_fine_tune: true });
    const ensemble = [{ model: 'gpt-5.4-mini' }];
    const batch = await batchesOf(opted).start({ num_examples: 50, avatar_id: own.id, ensemble });
    await opted.runEnded(batch.run.id);
    const jobs = () =>
      owner`select id, suffix, status from avatar_fine_tune_jobs where avatar_id = ${own.id} limit 2`;
    const [job] = await jobs();
    expect(job).toMatchObject({ suffix: expect.stringMatching(/^zega-test-/) });
    await sweepNow(stack.temporalAddress);
    await opted.runUntil(String(job?.['id']), ({ status }) => status === 'completed');
    expect(await jobs()).toMatchObject([{ status: 'succeeded' }]);
  });
});
