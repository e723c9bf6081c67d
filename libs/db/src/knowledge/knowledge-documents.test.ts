import { appendRunEvent } from '../runs/append-run-event.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Transaction } from '../database.ts';
import { noLinks, seedAvatar } from '../testing/seed.ts';
import { acceptedItem, seedBatch } from '../testing/seed-auto-train.ts';
import { recordItems } from '../auto-train/record-items.ts';
import { describeDocument, seedDocument, vectorTowards } from '../testing/seed-knowledge.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createKnowledgeDocument } from './create-knowledge-document.ts';
import { deleteKnowledgeDocument } from './delete-knowledge-document.ts';
import { countStoredExamples, insertExampleChunks, listExamplesWithoutChunks } from './example-chunks.ts';
import { getKnowledgeDocument } from './get-knowledge-document.ts';
import { hasKnowledge } from './knowledge-stats.ts';
import { listKnowledgeDocuments } from './list-knowledge-documents.ts';
import { loadKnowledgeDocument } from './load-knowledge-document.ts';
import { countChunks, listPendingChunks, recordEmbeddings } from './pending-chunks.ts';
import { insertDocumentChunks } from './record-document-chunks.ts';

let database: TestDatabase;
let users = 0;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());

/** A user of their own for each test. */
function newUser() {
  users += 1;
  const name = `user-${users}`;
  return <Result>(work: (tx: Transaction) => Promise<Result>) => database.db.asUser(name, work);
}

it('lists what an avatar can answer from, newest first, with what is embedded', async () => {
  const as = newUser();
  const [mine, other] = await as(async (tx) => [await seedAvatar(tx), await seedAvatar(tx)]);
  const general = await as((tx) => seedDocument(tx, ['one', 'two']));
  const own = await as((tx) => seedDocument(tx, ['three'], { avatarId: mine }));
  await as((tx) => seedDocument(tx, ['four'], { avatarId: other }));
  const { items } = await as((tx) => listKnowledgeDocuments(tx, mine, { limit: 10 }, noLinks));
  expect(items.map(({ id }) => id)).toEqual([own.documentId, general.documentId]);
  expect(items[1]).toMatchObject({
    title: 'The bakery',
    chunk_count: 2,
    searchable_chunk_count: 2,
    run: { kind: 'knowledge_document', subject_id: general.documentId },
  });
  const all = await as((tx) => listKnowledgeDocuments(tx, null, { limit: 10 }, noLinks));
  expect(all.items).toHaveLength(3);
});

it('makes one document of a request that is repeated', async () => {
  const as = newUser();
  const document = describeDocument({ idempotencyKey: 'the same' });
  const first = await as((tx) => createKnowledgeDocument(tx, document));
  const again = describeDocument({ idempotencyKey: 'the same' });
  expect(await as((tx) => createKnowledgeDocument(tx, again))).toEqual({ ...first, created: false });
});

it('keeps the chunks and vectors it has when they are stored again', async () => {
  const as = newUser();
  const { documentId, runId, chunkIds } = await as((tx) => seedDocument(tx, ['one', 'two']));
  await as(async (tx) => {
    const document = await loadKnowledgeDocument(tx, documentId);
    await insertDocumentChunks(tx, document, ['one', 'two', 'three'], 0);
    const again = chunkIds.map((id) => ({ id, embedding: vectorTowards(9) }));
    expect(await recordEmbeddings(tx, 'another', again)).toBe(0);
  });
  expect(await as((tx) => countChunks(tx, runId))).toEqual({ total: 3, embedded: 2 });
  expect(await as((tx) => listPendingChunks(tx, runId, 10))).toMatchObject([{ text: 'three' }]);
});

it('deletes a document with its run and passages once the run has ended, and not before', async () => {
  const as = newUser();
  const avatarId = await as(seedAvatar);
  const { documentId, runId } = await as((tx) => seedDocument(tx, ['one']));
  await expect(as((tx) => deleteKnowledgeDocument(tx, documentId))).rejects.toMatchObject({
    code: 'conflict',
  });
  await as((tx) =>
    appendRunEvent(tx, {
      runId,
      type: 'run_completed',
      level: 'info',
      message: 'Done.',
      update: { status: 'completed' },
    }),
  );
  expect(await as((tx) => hasKnowledge(tx, avatarId))).toBe(true);
  await as((tx) => deleteKnowledgeDocument(tx, documentId));
  expect(await as((tx) => hasKnowledge(tx, avatarId))).toBe(false);
  expect(await as((tx) => countChunks(tx, runId))).toEqual({ total: 0, embedded: 0 });
  await expect(as((tx) => getKnowledgeDocument(tx, documentId, noLinks))).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('hands out the examples of a batch that are not stored yet, in their order', async () => {
  const as = newUser();
  const { batchId, runId } = await as((tx) => seedBatch(tx));
  await as((tx) => recordItems(tx, batchId, [acceptedItem(2), acceptedItem(0), acceptedItem(1)]));
  const [first, ...others] = await as((tx) => listExamplesWithoutChunks(tx, batchId, 10));
  expect([first, ...others].map((example) => example?.instruction)).toEqual([
    'Write story 0.',
    'Write story 1.',
    'Write story 2.',
  ]);
  const chunk = { exampleId: first?.id ?? '', position: 0, title: 'Write story 0.', text: 'A story.' };
  await as((tx) => insertExampleChunks(tx, { runId, avatarId: null }, [chunk]));
  await as((tx) => insertExampleChunks(tx, { runId, avatarId: null }, [{ ...chunk, text: 'Another.' }]));
  expect(await as((tx) => listExamplesWithoutChunks(tx, batchId, 10))).toEqual(others);
  expect(await as((tx) => countStoredExamples(tx, batchId))).toBe(0);
  const pending = await as((tx) => listPendingChunks(tx, runId, 10));
  expect(pending).toMatchObject([{ text: 'A story.' }]);
  const embeddings = pending.map(({ id }) => ({ id, embedding: vectorTowards(0) }));
  await as((tx) => recordEmbeddings(tx, 'model', embeddings));
  expect(await as((tx) => countStoredExamples(tx, batchId))).toBe(1);
});
