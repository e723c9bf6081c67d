import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordProviderJob } from '@understudy/db/fine-tune/record-provider-job';
import { seedAvatar } from '@understudy/db/testing/seed';
import { seedFineTune } from '@understudy/db/testing/seed-fine-tune';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createObjectStorage } from '../storage/object-storage.ts';
import { startSimulator, type RunningSimulator } from '../testing/start-simulator.ts';
import { createOpenAIFineTuneAdapter } from './adapters/openai-adapter.ts';
import { awaitProviderNews, type AwaitedNews } from './await-provider-news.ts';
import type { FineTuneDependencies } from './fine-tune-reference.ts';

let database: TestDatabase;
let simulator: RunningSimulator;
let folder: string;
let dependencies: FineTuneDependencies;
let awaited: AwaitedNews;

beforeAll(async () => {
  [database, simulator, folder] = await Promise.all([
    createTestDatabase(),
    startSimulator(),
    mkdtemp(join(tmpdir(), 'understudy-news-')),
  ]);
  const adapter = createOpenAIFineTuneAdapter({
    apiKey: 'sk-test',
    baseUrl: `${simulator.url}/v1`,
    simulated: true,
    timeoutMs: 5_000,
    maxRetries: 0,
  });
  dependencies = {
    database: database.db,
    storage: createObjectStorage({ kind: 'folder', folder }),
    fineTuning: {
      adapterFor: () => adapter,
      pollSeconds: 30,
      stuckAfterSeconds: 7_200,
      patienceSeconds: 86_400,
    },
  };
}, 60_000);
afterAll(async () => {
  await Promise.all([database.close(), simulator.stop(), rm(folder, { recursive: true, force: true })]);
});

/** A job at the provider that trains for hours, all of whose events so far are known. */
beforeEach(async () => {
  await simulator.reset();
  await simulator.tune({ validating_s: 0, queued_s: 0, example_s: 3_600, finishing_s: 0, speed: 1 });
  const providerJobId = await makeProviderJob();
  const { jobId } = await database.db.asUser('ash', async (tx) => {
    const { fineTuneJobId } = await seedFineTune(tx, await seedAvatar(tx));
    await recordProviderJob(tx, fineTuneJobId, {
      providerJobId,
      providerStatus: 'running',
      status: 'running',
      fineTunedModel: null,
      trainedTokens: null,
      actualCost: null,
      estimatedFinish: null,
      error: null,
    });
    return { jobId: fineTuneJobId };
  });
  const known = { percent: 0, stuck: false };
  awaited = { jobId, runId: jobId, userId: 'ash', attempt: 1, look: 0, known, seconds: 30 };
});

async function makeProviderJob(): Promise<string> {
  const client = new OpenAI({ apiKey: 'sk-test', baseURL: `${simulator.url}/v1`, maxRetries: 0 });
  const line = (index: number) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `How is day ${index}?` },
        { role: 'assistant', content: `Day ${index} is fine.` },
      ],
    });
  const lines = Array.from({ length: 10 }, (_, index) => line(index)).join('\n');
  const file = await client.files.create({
    file: new File([lines], 'training.jsonl'),
    purpose: 'fine-tune',
  });
  const { id } = await client.fineTuning.jobs.create({
    model: 'gpt-4o-mini-2024-07-18',
    training_file: file.id,
  });
  return id;
}

const day = 86_400_000;

function lookAs(attempt: number, change: Partial<AwaitedNews> = {}, scheduleToCloseTimeoutMs = day) {
  const info = { attempt, scheduledTimestampMs: Date.now(), scheduleToCloseTimeoutMs };
  const { signal: cancellationSignal } = new AbortController();
  return awaitProviderNews(dependencies, { ...awaited, ...change }, { info, cancellationSignal });
}

/** Looks until everything that the provider has said so far is known. */
async function hearEverything(): Promise<void> {
  await lookAs(20, { look: 2 });
}

const quiet = { type: 'nothing_new', category: 'BENIGN', nonRetryable: false, nextRetryDelay: 30_000 };

describe('a look at a job', () => {
  it('that finds events ends the waiting', async () => {
    expect(await lookAs(1, { look: 2 })).toMatchObject({ state: 'ongoing', stuck: false });
    const { newEvents } = await lookAs(20, { look: 2 });
    expect(newEvents).toBe(0);
  });

  it('that finds nothing new is an attempt that fails without harm, until it was made often enough', async () => {
    await hearEverything();
    for (const attempt of [1, 2, 7, 19]) await expect(lookAs(attempt)).rejects.toMatchObject(quiet);
    expect(await lookAs(20)).toMatchObject({ state: 'ongoing', newEvents: 0 });
  });

  it('that finds nothing new leaves half of the time for an outage', async () => {
    await hearEverything();
    await expect(lookAs(2, {}, 61_000)).rejects.toMatchObject(quiet);
    expect(await lookAs(2, {}, 59_000)).toMatchObject({ state: 'ongoing' });
  });

  it('tells of the end', async () => {
    await hearEverything();
    await simulator.tune({ speed: 1_000_000 });
    // The seventh look of a job asks for the job itself.
    const look = () => lookAs(3, { look: 4 });
    await expect.poll(look, { timeout: 10_000 }).toMatchObject({ state: 'ended', outcome: 'succeeded' });
  });

  it('that fails is a failure at first, and later nothing that was found', async () => {
    await hearEverything();
    await simulator.inject({ kind: 'unavailable', times: 10 });
    await expect(lookAs(1)).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(await lookAs(2, { known: { percent: 3, stuck: false } })).toMatchObject({
      state: 'ongoing',
      percent: 3,
      endSuggested: false,
    });
  });
});
