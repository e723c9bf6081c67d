import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { hyperparametersSchema } from '@understudy/domain/fine-tune/contracts/hyperparameters';
import { providerJobMark } from '@understudy/domain/fine-tune/fine-tune-contract';
import { statusOfProvider } from '@understudy/domain/fine-tune/polling/provider-status';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createChatModels, type ChatModels } from '../../providers/chat-models.ts';
import {
  providerEnvironmentSchema,
  toChatModelSettings,
  toTuningProviders,
} from '../../providers/provider-environment.ts';
import { startSimulator, type RunningSimulator } from '../../testing/start-simulator.ts';
import { attemptKey, findOwnJob } from '../find-own-job.ts';
import type {
  FileForProvider,
  FineTuneAdapter,
  ProviderJob,
  ProviderJobRequest,
} from './fine-tune-adapter.ts';
import { createFireworksAdapter } from './fireworks-adapter.ts';
import { createTogetherAdapter } from './together-adapter.ts';

let simulator: RunningSimulator;
let folder: string;
let models: ChatModels;
const adapters = new Map<string, FineTuneAdapter>();
const { signal } = new AbortController();

const variables = (url: string, key = 'simulated') =>
  providerEnvironmentSchema.parse({
    TOGETHER_API_KEY: key,
    TOGETHER_BASE_URL: `${url}/together/v1`,
    FIREWORKS_API_KEY: key,
    FIREWORKS_ACCOUNT_ID: 'simulated',
    FIREWORKS_BASE_URL: `${url}/fireworks`,
    SIMULATED_PROVIDERS: 'together,fireworks',
  });

function adaptersOf(environment: ReturnType<typeof variables>) {
  const { together, fireworks } = toTuningProviders(environment);
  if (together === undefined || fireworks === undefined) throw new Error('Not set up');
  return { together: createTogetherAdapter(together), fireworks: createFireworksAdapter(fireworks) };
}

beforeAll(async () => {
  simulator = await startSimulator();
  folder = await mkdtemp(join(tmpdir(), 'understudy-adapters-'));
  const environment = variables(simulator.url);
  for (const [name, adapter] of Object.entries(adaptersOf(environment))) adapters.set(name, adapter);
  models = createChatModels(toChatModelSettings(environment, 0));
});
afterAll(async () => {
  await simulator?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => simulator.reset());

/** Simulated seconds in a second: a training of twelve examples and nine passes takes a fifth of one. */
const speed = (provider: string, simulatedSeconds: number) =>
  fetch(`${simulator.url}/admin/${provider}/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ speed: simulatedSeconds }),
  });

async function fileOf(jobId: string, rows: readonly object[]): Promise<FileForProvider> {
  const fileName = `${providerJobMark(jobId, 'understudy').suffix}-training.jsonl`;
  const path = join(folder, fileName);
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await writeFile(path, text);
  return { fileName, path, sizeBytes: Buffer.byteLength(text), storageKey: fileName };
}

const subjects = [
  'tea',
  'rain',
  'trains',
  'snow',
  'bread',
  'books',
  'films',
  'work',
  'music',
  'cats',
  'sea',
  'art',
];
const chats = subjects.map((subject) => ({
  messages: [
    { role: 'user', content: `What do you say to ${subject}?` },
    { role: 'assistant', content: `${subject}? Always, my dear, and twice on Sundays.` },
  ],
}));
const pairs = subjects.map((subject) => ({
  input: { messages: [{ role: 'user', content: `What do you say to ${subject}?` }] },
  preferred_output: [{ role: 'assistant', content: `${subject}? Always, my dear.` }],
  non_preferred_output: [{ role: 'assistant', content: 'I have no opinion.' }],
}));

const requestOf = (
  provider: string,
  jobId: string,
  trainingFileId: string,
  attempt = 1,
): ProviderJobRequest => {
  const { suffix, metadata } = providerJobMark(jobId, 'zega-Anna_1', attempt);
  return {
    jobId,
    userId: 'anna',
    baseModel: provider === 'together' ? 'Qwen/Qwen3-8B' : 'accounts/fireworks/models/qwen3-8b',
    method: 'supervised',
    hyperparameters: hyperparametersSchema.parse({}),
    seed: 7,
    trainingFileId,
    validationFileId: null,
    trainingRows: chats.length,
    trainingTokens: 0,
    suffix,
    metadata: { ...metadata, [attemptKey]: String(attempt) },
  };
};

async function until(adapter: FineTuneAdapter, id: string, wanted: (job: ProviderJob) => boolean) {
  let job = await adapter.retrieve(id, signal);
  await expect
    .poll(
      async () => {
        job = await adapter.retrieve(id, signal);
        return wanted(job);
      },
      { timeout: 10_000, interval: 50 },
    )
    .toBe(true);
  return job;
}

describe.each(['together', 'fireworks'] as const)('the adapter of %s', (provider) => {
  const adapter = (): FineTuneAdapter => {
    const found = adapters.get(provider);
    if (found === undefined) throw new Error('The adapter is not there');
    return found;
  };
  const statusOf = (job: ProviderJob) => statusOfProvider(provider, job.status);

  it('takes a file to a model that answers, by the name under which it is kept', async () => {
    await speed(provider, 3_000);
    const jobId = randomUUID();
    const file = await fileOf(jobId, chats);
    expect(await adapter().findFile(file, signal)).toBeNull();
    const fileId = await adapter().upload(file, signal);
    expect(await adapter().findFile(file, signal)).toBe(fileId);
    const made = await adapter().create(requestOf(provider, jobId, fileId), signal);
    expect(statusOf(made)).toMatchObject({ known: true });
    expect(made.fineTunedModel).toBeNull();
    const done = await until(adapter(), made.id, (job) => statusOf(job).status === 'succeeded');
    expect(done.fineTunedModel).toMatch(new RegExp(`^${provider}:`));
    const model = done.fineTunedModel ?? '';
    const messages = [{ role: 'user', content: 'What do you say to snow?' }] as const;
    const answer = await models.forName(model).complete({ model, messages });
    expect(answer).toMatchObject({ model });
    expect(answer.text).toMatch(/snow\? Always, my dear/);
    expect(models.forName(model)).toMatchObject({ provider, simulated: true });
    const told = [...(done.news ?? []), ...(await adapter().events(made.id, new Set(), signal))];
    expect(told.map(({ message }) => message).join('\n')).toMatch(/complete/);
    const known = new Set(told.map(({ id }) => id));
    expect(await adapter().events(made.id, known, signal)).toEqual([]);
    await adapter().deleteFile(fileId, signal);
    await adapter().deleteFile(fileId, signal);
    expect(await adapter().findFile(file, signal)).toBeNull();
  });

  it('finds a job again whose creation was not written down, and tells attempts apart', async () => {
    await speed(provider, 20);
    const [jobId, other] = [randomUUID(), randomUUID()];
    const fileId = await adapter().upload(await fileOf(jobId, chats), signal);
    const first = await adapter().create(requestOf(provider, jobId, fileId), signal);
    await adapter().create(requestOf(provider, other, fileId), signal);
    expect(await findOwnJob(adapter(), jobId, 1, signal)).toMatchObject({ id: first.id });
    await adapter().cancel(first.id, signal);
    await until(adapter(), first.id, (job) => statusOf(job).status === 'cancelled');
    await adapter().cancel(first.id, signal);
    expect(await findOwnJob(adapter(), jobId, 2, signal)).toBeNull();
    const second = await adapter().create(requestOf(provider, jobId, fileId, 2), signal);
    expect(second.id).not.toBe(first.id);
    expect(await findOwnJob(adapter(), jobId, 2, signal)).toMatchObject({ id: second.id });
    expect(await adapter().findJobs(jobId, signal)).toHaveLength(2);
  });

  it('trains on preferences', async () => {
    await speed(provider, 3_000);
    const jobId = randomUUID();
    const fileId = await adapter().upload(await fileOf(jobId, pairs), signal);
    const hyperparameters = hyperparametersSchema.parse({ beta: 0.2, n_epochs: 2, lora_rank: 8 });
    const request = { ...requestOf(provider, jobId, fileId), method: 'dpo' as const, hyperparameters };
    const made = await adapter().create(request, signal);
    const done = await until(adapter(), made.id, (job) => statusOf(job).status === 'succeeded');
    expect(done.fineTunedModel).not.toBeNull();
  });

  it('gives the provider’s reason for a failure', async () => {
    await speed(provider, 3_000);
    const jobId = randomUUID();
    const fileId = await adapter().upload(await fileOf(jobId, pairs), signal);
    const made = await adapter().create(requestOf(provider, jobId, fileId), signal);
    const failed = await until(adapter(), made.id, (job) => statusOf(job).status === 'failed');
    expect(failed.error?.message).toMatch(/\w{3}/);
    expect(failed.fineTunedModel).toBeNull();
  });

  it('says what a refused key and an outage mean', async () => {
    const rejected = adaptersOf(variables(simulator.url, 'rejected-key'))[provider];
    await expect(rejected.retrieve('ft-1', signal)).rejects.toMatchObject({
      code: 'provider_key_rejected',
      message: expect.stringContaining(`${provider.toUpperCase()}_API_KEY`),
    });
    await simulator.inject({ kind: 'server_error' });
    const unanswered = adapter().findJobs(randomUUID(), signal);
    await expect(unanswered).rejects.toMatchObject({ code: 'provider_unavailable', retryable: true });
    await simulator.inject({ kind: 'rate_limit', retry_after: 3 });
    const limited = adapter().findJobs(randomUUID(), signal);
    await expect(limited).rejects.toMatchObject({ code: 'provider_rate_limited', retryAfterMs: 3_000 });
  });

  it('cannot pause', async () => {
    await expect(adapter().pause('1', signal)).rejects.toMatchObject({ code: 'provider_request_rejected' });
  });
});

it('Together’s figures come with its running job and at its end as a result file', async () => {
  await speed('together', 3_000);
  const adapter = adapters.get('together');
  if (adapter === undefined) throw new Error('The adapter is not there');
  const jobId = randomUUID();
  const fileId = await adapter.upload(await fileOf(jobId, chats), signal);
  const made = await adapter.create(requestOf('together', jobId, fileId), signal);
  const done = await until(adapter, made.id, ({ status }) => status === 'completed');
  expect(done.news?.find(({ id }) => id === 'step-1')).toMatchObject({
    type: 'metrics',
    data: { step: 1, train_loss: expect.any(Number) },
  });
  const [header, first] = (await adapter.resultText(done, signal))?.split('\n') ?? [];
  expect(header).toBe('step,train_loss,valid_loss');
  expect(first).toMatch(/^1,\d+\.\d+,/);
  expect(done.trainedTokens).toBeGreaterThan(100);
});

it('an upload to Fireworks that was cut off after the record was made goes on with the file', async () => {
  const adapter = adapters.get('fireworks');
  if (adapter === undefined) throw new Error('The adapter is not there');
  const file = await fileOf(randomUUID(), chats);
  await simulator.inject({
    kind: 'server_error',
    match: { path: '/fireworks/v1/accounts/simulated/datasets/' },
  });
  await expect(adapter.upload(file, signal)).rejects.toMatchObject({ code: 'provider_unavailable' });
  expect(await adapter.findFile(file, signal)).toBeNull();
  const id = await adapter.upload(file, signal);
  expect(await adapter.findFile(file, signal)).toBe(id);
});
