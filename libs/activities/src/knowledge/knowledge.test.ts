import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Transaction } from '@understudy/db/database';
import { recordItems } from '@understudy/db/auto-train/record-items';
import {
  createKnowledgeDocument,
  type NewKnowledgeDocument,
} from '@understudy/db/knowledge/create-knowledge-document';
import { getRun } from '@understudy/db/runs/get-run';
import { acceptedItem, seedBatch } from '@understudy/db/testing/seed-auto-train';
import { describeDocument } from '@understudy/db/testing/seed-knowledge';
import { noLinks, seedAvatar } from '@understudy/db/testing/seed';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmbeddingModel, type EmbeddingModel } from '../providers/embedding-model.ts';
import { createFairSlots } from '../providers/fair-slots.ts';
import { createProviderGate } from '../providers/provider-gate.ts';
import { createObjectStorage, type ObjectStorage } from '../storage/object-storage.ts';
import { startSimulator, type RunningSimulator } from '../testing/start-simulator.ts';
import { embedDocument } from './embed-document.ts';
import { endIndexing } from './end-indexing.ts';
import { readDocument } from './read-document.ts';
import { passagesFor, retrieveKnowledge } from './retrieve-knowledge.ts';
import { storeExamplesInMemory } from './store-examples-in-memory.ts';

let database: TestDatabase;
let simulator: RunningSimulator;
let storage: ObjectStorage;
let embeddings: EmbeddingModel;
let folder: string;
let users = 0;
let userId: string;
const { signal } = new AbortController();

beforeAll(async () => {
  [database, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
  folder = await mkdtemp(join(tmpdir(), 'understudy-knowledge-'));
  storage = createObjectStorage({ kind: 'folder', folder });
  embeddings = createEmbeddingModel({
    model: 'text-embedding-3-small',
    openai: {
      apiKey: 'k',
      baseUrl: `${simulator.url}/v1`,
      simulated: true,
      timeoutMs: 10_000,
      maxRetries: 0,
    },
    huggingface: undefined,
  });
}, 60_000);
afterAll(async () => {
  await Promise.all([database.close(), simulator.stop()]);
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  users += 1;
  userId = `user-${users}`;
  await simulator.reset();
});

const as = <Result>(work: (tx: Transaction) => Promise<Result>) => database.db.asUser(userId, work);
const callSlots = createFairSlots(8);
const providerGate = createProviderGate();
const dependencies = () => ({ database: database.db, storage, embeddings, callSlots, providerGate });

/** Queues a document with this content, as an upload would. */
async function upload(content: string, changes: Partial<NewKnowledgeDocument> = {}) {
  const document = describeDocument(changes);
  await storage.put(document.storageKey, Readable.from([Buffer.from(content)]));
  const { documentId, runId } = await as((tx) => createKnowledgeDocument(tx, document));
  return { userId, documentId, runId, attempt: 1 };
}

async function index(content: string, changes: Partial<NewKnowledgeDocument> = {}) {
  const reference = await upload(content, changes);
  const { chunkCount } = await readDocument(dependencies(), reference, signal);
  await embedDocument(dependencies(), reference, signal);
  await endIndexing(dependencies(), { ...reference, outcome: 'completed' });
  return { ...reference, chunkCount };
}

const countOf = async (sql: string) => Number((await database.ownerSql.unsafe(sql))[0]?.['count']);
const book = Array.from({ length: 400 }, (_, day) =>
  `On day ${day} we baked ${day} loaves of bread, and the oven was ${day % 7 === 0 ? 'cold' : 'hot'}. `.repeat(
    7,
  ),
).join('\n\n');

describe('indexing', () => {
  it('reads, splits and embeds a text, with every step in the log of the run', async () => {
    const { runId, chunkCount } = await index(book);
    expect(chunkCount).toBeGreaterThan(300);
    const run = await as((tx) => getRun(tx, runId, noLinks));
    expect(run).toMatchObject({ status: 'completed', progress: { percent: 100, completed: chunkCount } });
    const calls = await database.ownerSql`
      select response, input_tokens::int as tokens from provider_calls where run_id = ${runId}
    `;
    expect(calls).toHaveLength(Math.ceil(chunkCount / 100));
    expect(calls.reduce((sum, call) => sum + call['response'].vectors, 0)).toBe(chunkCount);
    expect(calls.every((call) => call['tokens'] > 0)).toBe(true);
  });

  it('goes on where it was after a provider has failed, and pays for nothing twice', async () => {
    const reference = await upload(book);
    const { chunkCount } = await readDocument(dependencies(), reference, signal);
    await simulator.inject({ kind: 'rate_limit', retry_after: 3 });
    await expect(embedDocument(dependencies(), reference, signal)).rejects.toMatchObject({
      code: 'provider_rate_limited',
      retryAfterMs: 3000,
    });
    await readDocument(dependencies(), reference, signal);
    expect(await embedDocument(dependencies(), reference, signal)).toEqual({ left: 0, stopped: 'done' });
    expect(await embedDocument(dependencies(), reference, signal)).toEqual({ left: 0, stopped: 'done' });
    expect(await simulator.answered()).toBe(Math.ceil(chunkCount / 100));
    const { documentId } = reference;
    expect(await countOf(`select count(*) from knowledge_chunks where document_id = '${documentId}'`)).toBe(
      chunkCount,
    );
  });

  it('stops when it is cancelled, and keeps what is paid for', async () => {
    const reference = await upload(book);
    await readDocument(dependencies(), reference, signal);
    const cancelled = AbortSignal.abort(new Error('cancelled'));
    await expect(embedDocument(dependencies(), reference, cancelled)).rejects.toThrow('cancelled');
    const ended = await endIndexing(dependencies(), { ...reference, outcome: 'cancelled' });
    expect(ended.status).toBe('cancelled');
    expect(await readDocument(dependencies(), reference, signal)).toMatchObject({ ended: true });
  });

  it('reads who said what in a chat export, and a document with a few colons whole', async () => {
    const chat = '15/04/2024, 18:02 - Ben: When is there cake?\n15/04/2024, 18:03 - Mia: on sundays!!';
    await index(chat, { title: 'Chat with Ben' });
    await index('Note: closed on Mondays.\nBaker: Mia\nEverybody likes the rye bread.', { title: 'Notes' });
    const texts = await database.ownerSql`select text from knowledge_chunks where user_id = ${userId}`;
    expect(texts.map(({ text }) => text).sort()).toEqual([
      'Ben: When is there cake?\nMia: on sundays!!',
      'Note: closed on Mondays.\nBaker: Mia\nEverybody likes the rye bread.',
    ]);
  });

  it('says what to do about a file without text', async () => {
    const reference = await upload(' \n ', { fileName: 'blank.txt' });
    await expect(readDocument(dependencies(), reference, signal)).rejects.toMatchObject({
      code: 'file_without_text',
      message: expect.stringContaining('blank.txt'),
    });
  });
});

describe('the examples of a batch', () => {
  it('are stored once, however often it is asked for, and found by what they mean', async () => {
    const { batchId, runId } = await as((tx) => seedBatch(tx));
    const items = Array.from({ length: 130 }, (_, number) => acceptedItem(number));
    await as((tx) => recordItems(tx, batchId, items.slice(0, 120)));
    const store = () =>
      storeExamplesInMemory(dependencies(), { userId, runId, avatarId: null, batchId }, signal);
    expect(await store()).toEqual({ stored: 120, stopped: 'done' });
    const calls = await simulator.answered();
    expect(calls).toBeGreaterThan(1);
    expect(await store()).toEqual({ stored: 120, stopped: 'done' });
    expect(await simulator.answered()).toBe(calls);
    await as((tx) => recordItems(tx, batchId, items.slice(120)));
    expect(await store()).toEqual({ stored: 130, stopped: 'done' });
    expect(await simulator.answered()).toBe(calls + 1);
    const question = { userId, question: 'word3of77 word4of77 word5of77', avatarId: null, limit: 3 };
    const { passages, searched_by } = await retrieveKnowledge(dependencies(), question);
    expect(searched_by).toEqual(['words', 'meaning']);
    expect(passages[0]).toMatchObject({
      title: 'Write story 77.',
      source: { kind: 'example' },
      found_by: ['words', 'meaning'],
    });
  });

  it('are complete after a failure half-way, without a call that was answered made again', async () => {
    const { batchId, runId } = await as((tx) => seedBatch(tx));
    await as((tx) =>
      recordItems(
        tx,
        batchId,
        Array.from({ length: 250 }, (_, number) => acceptedItem(number)),
      ),
    );
    const batch = { userId, runId, avatarId: null, batchId };
    await simulator.inject({ kind: 'server_error' });
    await expect(storeExamplesInMemory(dependencies(), batch, signal)).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(await storeExamplesInMemory(dependencies(), batch, signal)).toMatchObject({ stored: 250 });
    const chunks = await countOf(`select count(*) from knowledge_chunks where run_id = '${runId}'`);
    expect(await simulator.answered()).toBe(Math.ceil(chunks / 100));
  });
});

describe('passages for a message', () => {
  it('are those that bear on it, of what the avatar may know', async () => {
    const [ash, misty] = await as(async (tx) => [await seedAvatar(tx), await seedAvatar(tx)]);
    await index('The kayak is behind the green boathouse at the lake.', { title: 'Lake', avatarId: ash });
    await index('Lemon cake is sold on Sundays until it is gone.', { title: 'Bakery' });
    const ask = async (avatarId: string, question: string) =>
      (await passagesFor(dependencies(), { userId, avatarId, question })).map(({ title }) => title);
    expect(await ask(ash, 'Where did you leave the kayak?')).toEqual(['Lake']);
    expect(await ask(misty, 'Where did you leave the kayak?')).toEqual([]);
    expect(await ask(misty, 'Do you sell lemon cake?')).toEqual(['Bakery']);
    expect(await ask(ash, 'hey, how was your day?')).toEqual([]);
  });

  it('come by their words while the embedding model does not answer', async () => {
    const avatarId = await as(seedAvatar);
    await index('The kayak is behind the green boathouse at the lake.', { title: 'Lake', avatarId });
    await simulator.inject({ kind: 'unavailable' });
    const found = await passagesFor(dependencies(), { userId, avatarId, question: 'kayak boathouse' });
    expect(found).toMatchObject([{ title: 'Lake', found_by: ['words'], similarity: null }]);
  });

  it('cost nothing where there is no knowledge', async () => {
    const avatarId = await as(seedAvatar);
    expect(await passagesFor(dependencies(), { userId, avatarId, question: 'Anything?' })).toEqual([]);
    expect(await simulator.answered()).toBe(0);
  });
});
