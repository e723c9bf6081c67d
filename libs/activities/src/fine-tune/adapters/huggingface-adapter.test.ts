import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRepo } from '@huggingface/hub';
import { hyperparametersSchema } from '@understudy/domain/fine-tune/contracts/hyperparameters';
import { providerJobMark } from '@understudy/domain/fine-tune/fine-tune-contract';
import { hubFiles } from '@understudy/domain/fine-tune/trl/hub-repository';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HubSettings } from '../../hugging-face-hub/dataset-repositories.ts';
import { startSimulator, type RunningSimulator } from '../../testing/start-simulator.ts';
import { findOwnJob } from '../find-own-job.ts';
import type { FileForProvider, FineTuneAdapter, ProviderJobRequest } from './fine-tune-adapter.ts';
import { createHuggingFaceAdapter } from './huggingface-adapter.ts';

let simulator: RunningSimulator;
let folder: string;
let settings: HubSettings;
let adapter: FineTuneAdapter;
const { signal } = new AbortController();

beforeAll(async () => {
  simulator = await startSimulator();
  folder = await mkdtemp(join(tmpdir(), 'understudy-hub-'));
  settings = { token: 'hf_test', hubUrl: `${simulator.url}/hf`, namespace: undefined, simulated: true };
  adapter = createHuggingFaceAdapter(settings);
});
afterAll(async () => {
  await simulator?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => simulator.reset());

const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });

/** Two answers of one conversation, and one of another. */
const rows = [
  { prompt: [user('Hi')], completion: [assistant('Hello "you"')] },
  { prompt: [user('Hi'), assistant('Hello "you"'), user('Tea?')], completion: [assistant('Always')] },
  { prompt: [user('Rain?')], completion: [assistant('Bring it')] },
];

async function fileOf(jobId: string, purpose: string, content: readonly object[]): Promise<FileForProvider> {
  const fileName = `${providerJobMark(jobId, 'understudy').suffix}-${purpose}.jsonl`;
  const path = join(folder, fileName);
  const text = content.map((row) => `${JSON.stringify(row)}\n`).join('');
  await writeFile(path, text);
  return { fileName, path, sizeBytes: Buffer.byteLength(text), storageKey: fileName };
}

const requestOf = (
  jobId: string,
  trainingFileId: string,
  validationFileId: string | null,
): ProviderJobRequest => ({
  jobId,
  userId: 'anna',
  baseModel: 'Qwen/Qwen3-0.6B',
  method: 'supervised',
  hyperparameters: hyperparametersSchema.parse({}),
  seed: 7,
  trainingFileId,
  validationFileId,
  trainingRows: rows.length,
  trainingTokens: 100,
  ...providerJobMark(jobId, 'zega-anna'),
});

const hubSchema = z.object({
  repositories: z.array(
    z.object({
      type: z.string(),
      id: z.string(),
      private: z.boolean(),
      files: z.array(z.object({ path: z.string() })),
    }),
  ),
});

async function onHub() {
  const response = await fetch(`${simulator.url}/admin/hub`);
  return hubSchema.parse(await response.json()).repositories;
}

async function read(repository: string, path: string): Promise<string> {
  const response = await fetch(`${settings.hubUrl}/datasets/${repository}/resolve/main/${path}`, {
    headers: { authorization: `Bearer ${settings.token}` },
  });
  expect(response.status).toBe(200);
  return await response.text();
}

async function uploadedJob(jobId: string): Promise<string> {
  const training = await adapter.upload(await fileOf(jobId, 'training', rows), signal);
  const validation = await adapter.upload(await fileOf(jobId, 'validation', rows.slice(2)), signal);
  return (await adapter.create(requestOf(jobId, training, validation), signal)).id;
}

describe('the adapter of Hugging Face', () => {
  it('puts data, script, configuration, AutoTrain’s files and a notebook into a private repository', async () => {
    const repository = await uploadedJob(randomUUID());
    const [there] = await onHub();
    expect(there).toMatchObject({ type: 'dataset', id: repository, private: true });
    expect(there?.files.map(({ path }) => path).sort()).toEqual(Object.values(hubFiles).sort());
    expect(await read(repository, hubFiles.training)).toBe(
      rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    );
    expect(await read(repository, hubFiles.script)).toContain(`load_dataset("${repository}")`);
    expect(await read(repository, hubFiles.notebook)).toContain(`${repository}-lora`);
    expect(await read(repository, hubFiles.autoTrain)).toContain('train_split: "autotrain:train"');
    expect(await read(repository, hubFiles.card)).toContain(
      '  - split: validation\n    path: autotrain/validation.csv',
    );
  });

  it('gives AutoTrain whole conversations, once each', async () => {
    const repository = await uploadedJob(randomUUID());
    const conversations = [
      [user('Hi'), assistant('Hello "you"'), user('Tea?'), assistant('Always')],
      [user('Rain?'), assistant('Bring it')],
    ].map((turns) => `"${JSON.stringify(turns).replaceAll('"', '""')}"\r\n`);
    expect(await read(repository, hubFiles.autoTrainTraining)).toBe(`text\r\n${conversations.join('')}`);
  });

  it('waits for the model, and says how to train', async () => {
    const repository = await uploadedJob(randomUUID());
    const job = await adapter.retrieve(repository, signal);
    expect(job).toMatchObject({ id: repository, status: 'awaiting_model', fineTunedModel: null });
    expect(job.news?.map(({ message }) => message).join('\n')).toContain(
      `${settings.hubUrl}/datasets/${repository}/resolve/main/colab.ipynb`,
    );
    expect(adapter.instructions?.(repository)).toMatchObject({
      repository,
      suggested_model: `${repository}-lora`,
    });
  });

  it('finds files and jobs again that were not written down, and makes no second repository', async () => {
    const jobId = randomUUID();
    const file = await fileOf(jobId, 'training', rows);
    expect(await adapter.findFile(file, signal)).toBeNull();
    const id = await adapter.upload(file, signal);
    expect(await adapter.findFile(file, signal)).toBe(id);
    expect(await adapter.upload(file, signal)).toBe(id);
    expect(await findOwnJob(adapter, jobId, 1, signal)).toBeNull();
    const { id: repository } = await adapter.create(requestOf(jobId, id, null), signal);
    expect(await findOwnJob(adapter, jobId, 1, signal)).toMatchObject({ id: repository });
    expect(await adapter.create(requestOf(jobId, id, null), signal)).toMatchObject({ id: repository });
    expect(await onHub()).toHaveLength(1);
  });

  it('deletes a repository that is of no use, and no other', async () => {
    const jobId = randomUUID();
    const file = await fileOf(jobId, 'training', rows);
    const id = await adapter.upload(file, signal);
    await adapter.deleteFile(id, signal);
    await adapter.deleteFile(id, signal);
    expect(await adapter.findFile(file, signal)).toBeNull();
    expect(await onHub()).toEqual([]);
    await expect(adapter.deleteFile('anna/thesis/data/train.jsonl', signal)).rejects.toThrow(
      'no file of ours',
    );
  });

  it('knows whether there is a model', async () => {
    const repo = { type: 'model', name: 'simulated/ash-lora' } as const;
    await createRepo({ accessToken: settings.token, hubUrl: settings.hubUrl, repo, visibility: 'private' });
    expect(await adapter.hasModel?.('simulated/ash-lora', signal)).toBe(true);
    expect(await adapter.hasModel?.('simulated/ash-lorra', signal)).toBe(false);
    await simulator.inject({ kind: 'server_error' });
    expect(await adapter.hasModel?.('simulated/ash-lorra', signal)).toBe(true);
  });

  it('says what a refused token, another’s namespace and an outage mean', async () => {
    const file = await fileOf(randomUUID(), 'training', rows);
    for (const token of ['hf_invalid', 'no-token']) {
      const refused = createHuggingFaceAdapter({ ...settings, token });
      await expect(refused.upload(file, signal)).rejects.toMatchObject({
        code: 'provider_key_rejected',
        message: expect.stringContaining('HF_TOKEN'),
      });
    }
    const foreign = createHuggingFaceAdapter({ ...settings, namespace: 'somebody' });
    await expect(foreign.upload(file, signal)).rejects.toMatchObject({
      code: 'provider_key_rejected',
      message: expect.stringContaining('HF_NAMESPACE'),
    });
    await simulator.inject({ kind: 'server_error' });
    await expect(adapter.upload(file, signal)).rejects.toMatchObject({ code: 'provider_unavailable' });
  });
});
