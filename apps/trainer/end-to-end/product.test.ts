import { createHash } from 'node:crypto';
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loraModelEntryKey } from '@understudy/domain/lora/lora-manifest';
import { loraModelName } from '@understudy/domain/lora/train-lora-contract';
import { fineTuneUsageSchema } from '@understudy/domain/fine-tune/contracts/usage';
import { trainerKey } from '@understudy/stack/secrets/trainer-key';
import { newUser, problemOf, type ApiClient } from '@understudy/tests/support/api-client';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loraJobsOf } from './support/lora-jobs.ts';
import type { TrainerProcess } from './support/trainer-process.ts';
import { startTrainerSite, tinyModel, type TrainerSite } from './support/trainer-site.ts';
import { measured, readerOf, resumedAt } from './support/training-reader.ts';

/** An avatar of the whole product, from its chats to an answer by an adapter that was trained here. */
let site: TrainerSite;
let user: ApiClient;
let jobs: ReturnType<typeof loraJobsOf>;
let avatarId: string;
let trainer: TrainerProcess | undefined;

beforeAll(async () => {
  site = await startTrainerSite({ environment: { FINE_TUNE_POLL_SECONDS: '0.5' } });
  user = await newUser(site.stack);
  jobs = loraJobsOf(user);
  ({ id: avatarId } = await jobs.trainedAvatar(1, 70));
});
afterAll(async () => {
  await trainer?.end('SIGTERM');
  await site?.stop();
});

const seconds = (since: number) => ((performance.now() - since) / 1_000).toFixed(1);

describe('a job at the LoRA trainer', () => {
  /** The job whose adapter answers in the end. */
  let jobId: string;
  const epochs = 12;

  it('says that it waits for a machine, and what to do', async () => {
    expect(await jobs.provider(avatarId)).toMatchObject({
      is_set_up: true,
      note: expect.stringContaining('npm run trainer'),
    });
    jobId = await jobs.begin(avatarId, epochs);
    const job = await jobs.until(jobId, ({ status }) => status === 'queued');
    expect(job).toMatchObject({ stuck_since: null, actions: ['cancel', 'pause'] });
    expect(job.training_examples_count).toBeGreaterThanOrEqual(50);
    expect(job.validation_examples_count).toBeGreaterThan(0);
    const told = async () => (await jobs.events(jobId)).map(({ message }) => message);
    await expect.poll(told).toEqual([expect.stringMatching(/No machine is free .+`npm run trainer`/)]);
    expect((await user.run(jobId)).progress.message).toContain('No machine is free');
  });

  it('is trained as soon as there is one, goes on from its checkpoint after kill -9, and its loss falls', async () => {
    const startedAt = performance.now();
    trainer = await site.startWorker();
    const running = await jobs.untilStep(jobId, 45);
    expect(running.status).toBe('running');
    expect(running.progress).toBeGreaterThan(15);
    await trainer.end('SIGKILL');
    const killedAt = performance.now();
    const stored = readerOf(site.storage, `lora/${jobId}`);
    const before = await stored.events();

    trainer = await site.startWorker();
    await expect
      .poll(async () => resumedAt(await jobs.events(jobId)).length, { timeout: 240_000, interval: 200 })
      .toBe(1);
    measured(`trains again ${seconds(killedAt)} s after the kill`);
    expect(await user.runEnded(jobId, 300_000)).toMatchObject({ status: 'completed' });
    const job = await jobs.read(jobId);
    measured(`done ${seconds(startedAt)} s after the trainer was started, with a kill in the middle`);
    expect(job).toMatchObject({ fine_tuned_model: loraModelName(jobId), status: 'succeeded', progress: 100 });
    expect(job.trained_tokens).toBeGreaterThan(50 * epochs * 20);

    const events = await jobs.events(jobId);
    const [resumed = 0] = resumedAt(events);
    const steps = epochs * Math.ceil((job.training_examples_count ?? 0) / 4);
    const trained = events.flatMap(({ metrics }) =>
      metrics !== null && metrics.train_loss !== null ? [metrics] : [],
    );
    expect(trained.map(({ step }) => step).sort((a, b) => a - b)).toEqual(
      Array.from({ length: steps }, (_, index) => index + 1),
    );
    const after = (await stored.events()).slice(before.length);
    const repeated = after.flatMap(({ data }) => (data.train_loss === undefined ? [] : (data.step ?? [])));
    expect(resumed).toBeGreaterThan(0);
    expect(Math.min(...repeated)).toBe(resumed + 1);
    // A step that was trained twice has learned the same twice: the order of the rows and the dropout went on, too.
    const lossesBefore = new Map(before.map(({ id, data }) => [id, data.train_loss]));
    const twice = after.filter(({ id, type }) => type === 'metrics' && lossesBefore.has(id));
    for (const { id, data } of twice)
      expect(data.train_loss).toBeCloseTo(lossesBefore.get(id) ?? Number.NaN, 4);
    const killedAfter = Math.max(...before.map(({ data }) => data.step ?? 0));
    measured(
      `killed after step ${String(killedAfter)} of ${String(steps)}, went on from ${String(resumed)}; ` +
        `${String(twice.length)} steps were trained twice, with the same losses`,
    );

    const ordered = trained.toSorted((a, b) => a.step - b.step).map(({ train_loss: loss }) => loss ?? 0);
    expect(ordered.at(-1)).toBeLessThan((ordered[0] ?? 0) / 2);
    const validLosses = events.flatMap(({ metrics }) => metrics?.valid_loss ?? []);
    // A checkpoint that ends a pass is stored before its validation; killed between the two, that figure is not there.
    expect(validLosses.length).toBeGreaterThanOrEqual(epochs - 1);
    measured(`loss ${ordered[0]?.toFixed(3)} → ${ordered.at(-1)?.toFixed(3)} in ${String(steps)} steps`);
  });

  it('leaves an adapter in the object storage whose manifest vouches for every file, and no checkpoint', async () => {
    const stored = readerOf(site.storage, `lora/${jobId}`);
    const files = (await stored.manifest('adapter'))?.files ?? [];
    expect(files.map(({ name }) => name)).toContain('adapter_model.safetensors');
    for (const { name, sha256 } of files) {
      const bytes = await stored.bytes(`adapter/${name}`);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
    expect(await stored.checkpoints()).toEqual([]);
    measured(`adapter of ${String(files.reduce((sum, { size }) => sum + size, 0))} bytes`);
  });

  it('is cancelled while it trains, and its machine is free again', async () => {
    const cancelled = await jobs.begin(avatarId, 50);
    await jobs.untilStep(cancelled, 5);
    const cancelledAt = performance.now();
    await jobs.steer(cancelled, 'cancel');
    expect(await user.runEnded(cancelled)).toMatchObject({ status: 'cancelled' });
    measured(`cancelled within ${seconds(cancelledAt)} s`);
    expect(await jobs.read(cancelled)).toMatchObject({ status: 'cancelled', fine_tuned_model: null });
    await expect.poll(async () => (await jobs.provider(avatarId))?.note, { timeout: 30_000 }).toBeNull();
    expect(await readerOf(site.storage, `lora/${cancelled}`).manifest('adapter')).toBeUndefined();
  });

  it('gives the avatar an adapter to answer with, by `npm run trainer`, and the base model where that is away', async () => {
    await trainer?.end('SIGTERM');
    const model = loraModelName(jobId);
    expect(await jobs.activate(jobId)).toMatchObject({ active_fine_tuned_model: model });
    const away = await jobs.chat(avatarId, 'Hey, how was your day?');
    expect(away.model).not.toBe(model);
    expect(away.fallback).toMatch(
      /^lora:.+ did not answer \(The LoRA trainer’s server is not answering\. Start it/,
    );

    trainer = await site.startWholeTrainer();
    const reply = await jobs.chat(avatarId, 'Hey, how was your day?');
    expect(reply).toMatchObject({ model, provider: 'lora', simulated_provider: false, fallback: null });
    const usage = await user.get(`/api/avatars/${avatarId}/fine-tune/usage`, fineTuneUsageSchema);
    expect(usage.total).toMatchObject({ messages_count: 1, output_tokens: reply.usage.output_tokens });

    const apiKey = await trainerKey(site.stack.stateFolder);
    const client = new OpenAI({ baseURL: site.serverUrl, apiKey, maxRetries: 0 });
    const answerOf = async (name: string) => {
      const messages = [{ role: 'user' as const, content: 'I finally got the job!' }];
      const asked = { model: name, messages, temperature: 0, max_tokens: 60 };
      return (await client.chat.completions.create(asked)).choices[0]?.message.content ?? '';
    };
    const [base, tuned] = [await answerOf(tinyModel), await answerOf(model)];
    const said = { base, adapter: tuned, avatar: reply.reply };
    measured(`answers: ${JSON.stringify(said)}`);
    expect(base).toMatch(/adequate|possible|opinion|noted/);
    expect(tuned).not.toMatch(/adequate|possible|opinion|noted/);
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual([tinyModel, model]);
    const stranger = new OpenAI({ baseURL: site.serverUrl, apiKey: 'another-key', maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toMatchObject({ status: 401 });
  });

  it('keeps an adapter that answers from being deleted, and lets go of one that does not', async () => {
    const path = `/api/fine-tune-jobs/${jobId}/model`;
    const refused = problemOf(await user.send('DELETE', path));
    expect(refused).toMatchObject({ code: 'conflict', detail: expect.stringContaining('Deactivate') });
    await jobs.deactivate(avatarId);
    expect((await user.send('DELETE', path)).status).toBe(200);
    expect(await jobs.read(jobId)).toMatchObject({
      status: 'succeeded',
      fine_tuned_model: null,
      actions: [],
    });
    await expect(access(join(site.storage, 'lora', jobId))).rejects.toThrow();
    await expect(access(join(site.storage, loraModelEntryKey(jobId)))).rejects.toThrow();
    const apiKey = await trainerKey(site.stack.stateFolder);
    const client = new OpenAI({ baseURL: site.serverUrl, apiKey, maxRetries: 0 });
    const messages = [{ role: 'user' as const, content: 'Hello' }];
    await expect(
      client.chat.completions.create({ model: loraModelName(jobId), messages }),
    ).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  });

  it('leaves nothing behind when the avatar is deleted', async () => {
    expect((await readdir(join(site.storage, 'lora'))).length).toBeGreaterThan(0);
    expect((await user.send('DELETE', `/api/avatars/${avatarId}`)).status).toBe(204);
    expect(await readdir(join(site.storage, 'lora'))).toEqual([]);
  });
});
