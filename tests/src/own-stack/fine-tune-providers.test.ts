import { baseModelsSchema } from '@understudy/domain/fine-tune/contracts/base-models';
import { fineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/job';
import { fineTuneEventPageSchema } from '@understudy/domain/fine-tune/contracts/job-details';
import { trainingInstructionsAnswerSchema } from '@understudy/domain/fine-tune/trl/training-instructions';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, problemOf, type ApiClient } from '../support/api-client.ts';
import { fineTuningOf } from '../support/fine-tuning.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import { tuningProviders } from '../support/tuning-providers.ts';

/** The worker is killed here, so these tests have a stack of their own, which starts it again. */
let stack: TestStack;
let providers: ReturnType<typeof tuningProviders>;
let user: ApiClient;
let fineTuning: ReturnType<typeof fineTuningOf>;

let avatarId: string;

const jobs = {
  together: { jobId: '', base_model: 'Qwen/Qwen3-8B' },
  fireworks: { jobId: '', base_model: 'accounts/fireworks/models/qwen3-8b' },
  huggingface: { jobId: '', base_model: 'Qwen/Qwen3-0.6B' },
};
const names = ['together', 'fireworks', 'huggingface'] as const;

/** Where a job is made; of the first request there, the answer is lost. */
const creations = ['/together/v1/fine-tunes', '/fireworks/v1/accounts/simulated/supervisedFineTuningJobs'];

/** Phases in simulated seconds, of which `speed` pass in one: long enough for the worker to be killed in the middle. */
const unhurried = { validating_s: 5, queued_s: 5, example_s: 1, finishing_s: 2, speed: 1 };
const hurried = { speed: 2_000 };

/** Restarts are dear, so every provider has a job under way when the worker is killed, once. */
beforeAll(async () => {
  stack = await startStack({ environment: { FINE_TUNE_POLL_SECONDS: '0.3' } });
  providers = tuningProviders(stack.simulatorUrl);
  user = await newUser(stack);
  fineTuning = fineTuningOf(user);
  for (const provider of ['together', 'fireworks'] as const) await providers.settings(provider, unhurried);
  const { inject } = simulatorAdmin(stack.simulatorUrl);
  for (const path of creations) await inject({ kind: 'drop_after', match: { path, method: 'POST' } });
  avatarId = (await fineTuning.trainedAvatar(1, 30)).id;
  const underWay = names.map(async (provider) => {
    const job = jobs[provider];
    const isNamed = provider === 'huggingface';
    const request = { provider, base_model: job.base_model, activate_when_done: isNamed };
    job.jobId = await fineTuning.start(avatarId, request);
    const wanted = isNamed ? 'awaiting_model' : 'running';
    await fineTuning.until(job.jobId, ({ status }) => status === wanted);
  });
  await Promise.all(underWay);
  await stack.process('worker').kill('SIGKILL');
  await stack.process('worker').ready;
  for (const provider of ['together', 'fireworks'] as const) await providers.settings(provider, hurried);
});
afterAll(async () => {
  await stack?.stop();
});

it('every provider is set up, by the simulator', async () => {
  const { providers: described } = await user.get(
    `/api/avatars/${avatarId}/fine-tune/base-models`,
    baseModelsSchema,
  );
  const hosted = described.filter(({ provider }) => provider !== 'lora');
  expect(hosted.map(({ provider }) => provider)).toEqual(['openai', ...names]);
  for (const state of hosted) expect(state).toMatchObject({ is_set_up: true, simulated: true });
});

describe.each(['together', 'fireworks'] as const)('%s', (provider) => {
  it('trains once, though the answer to its creation is lost and the worker dies, and its model answers', async () => {
    const { jobId } = jobs[provider];
    expect(await user.runEnded(jobId)).toMatchObject({ status: 'completed', simulated_provider: true });
    const job = await fineTuning.read(jobId);
    const model = job.fine_tuned_model ?? '';
    expect(job).toMatchObject({ status: 'succeeded', simulated_provider: true });
    expect(model).toMatch(new RegExp(`^${provider}:`));
    expect(await providers.jobsOf(provider, jobId)).toMatchObject([{ status: 'succeeded' }]);
    expect(await fineTuning.activate(jobId)).toMatchObject({ active_fine_tuned_model: model });
    const reply = await fineTuning.chat(avatarId, 'Hey, how was your day?');
    expect(reply).toMatchObject({ model, provider, fallback: null, tuned: true, simulated_provider: true });
    const { items } = await user.get(`/api/fine-tune-jobs/${jobId}/events`, fineTuneEventPageSchema);
    expect(items.map(({ message }) => message).join('\n')).toMatch(/complete/);
    await expect.poll(() => providers.hasDataAt(provider, jobId), { timeout: 10_000 }).toBe(false);
  });
});

describe('Hugging Face', () => {
  it('is given a repository, and the model that its owner names answers', async () => {
    const { jobId } = jobs.huggingface;
    const waiting = await fineTuning.read(jobId);
    expect(waiting.actions).toEqual(['cancel', 'name_model']);
    const instructionsPath = `/api/fine-tune-jobs/${jobId}/instructions`;
    const { instructions } = await user.get(instructionsPath, trainingInstructionsAnswerSchema);
    expect(instructions?.repository).toBe(waiting.provider_job_id);
    expect(await providers.repositoriesOf(jobId)).toMatchObject([{ type: 'dataset', private: true }]);

    const name = (fine_tuned_model: string) =>
      user.send('POST', `/api/fine-tune-jobs/${jobId}/model`, { fine_tuned_model });
    expect(problemOf(await name('ash'))).toMatchObject({ status: 422 });
    const model = instructions?.suggested_model ?? '';
    expect(problemOf(await name(model)).detail).toContain(`Hugging Face has no model ${model}`);
    await providers.pushModel(model);
    fineTuneJobSchema.parse((await name(model)).body);
    expect(await user.runEnded(jobId)).toMatchObject({ status: 'completed' });
    const job = await fineTuning.read(jobId);
    expect(job).toMatchObject({ status: 'succeeded', fine_tuned_model: model, is_active: true });
    expect(problemOf(await name(model))).toMatchObject({ status: 409 });
    const reply = await fineTuning.chat(avatarId, 'Hey, how was your day?');
    expect(reply).toMatchObject({ model, provider: 'huggingface', fallback: null, tuned: true });
    expect((await providers.repositoriesOf(jobId)).map(({ type }) => type)).toEqual(['dataset', 'model']);
  });

  it('keeps no repository of a job that was cancelled, and makes it anew for a retry', async () => {
    const { base_model } = jobs.huggingface;
    const jobId = await fineTuning.start(avatarId, { provider: 'huggingface', base_model, suffix: 'again' });
    await fineTuning.until(jobId, ({ status }) => status === 'awaiting_model');
    await fineTuning.steer(jobId, 'cancel');
    expect(await user.runEnded(jobId)).toMatchObject({ status: 'cancelled' });
    await expect.poll(() => providers.repositoriesOf(jobId), { timeout: 10_000 }).toEqual([]);
    await fineTuning.steer(jobId, 'retry');
    await fineTuning.until(jobId, ({ status }) => status === 'awaiting_model');
    expect(await providers.repositoriesOf(jobId)).toHaveLength(1);
    await fineTuning.steer(jobId, 'cancel');
    await user.runEnded(jobId);
  });
});
