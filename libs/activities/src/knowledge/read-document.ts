import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Transaction } from '@understudy/db/database';
import {
  loadKnowledgeDocument,
  type KnowledgeDocumentRow,
} from '@understudy/db/knowledge/load-knowledge-document';
import { insertDocumentChunks, recordDocumentText } from '@understudy/db/knowledge/record-document-chunks';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import { splitIntoChunks } from '@understudy/domain/knowledge/split-into-chunks';
import { isEnded } from '@understudy/domain/runs/run';
import type { EmbeddingProvider } from '../providers/embedding-model.ts';
import { readKnowledgeText, type KnowledgeText } from './read-knowledge-text.ts';
import type { IndexingReference, KnowledgeDependencies } from './knowledge-reference.ts';
import { recordIndexing } from './record-indexing.ts';

/** Chunks that are split and inserted before other work of this process gets its turn. */
const chunksAtOnce = 200;

const phase = 'text_extraction';

/**
 * Begins the run; reads the document and stores its text in chunks, which can be found by their words from then on. What
 * an earlier attempt has stored is kept.
 *
 * @returns whose queue embeds them; `ended` when somebody ended the run before its workflow came to it
 * @throws UnderstudyError what `readKnowledgeText` throws
 */
export async function readDocument(
  { database, storage, embeddings }: KnowledgeDependencies,
  reference: IndexingReference,
  signal: AbortSignal,
): Promise<{ chunkCount: number; provider: EmbeddingProvider; ended: boolean }> {
  const { userId, documentId } = reference;
  const { provider } = embeddings;
  const document = await database.asUser(userId, (tx) => begin(tx, reference));
  if (document === undefined) return { chunkCount: 0, provider, ended: true };
  if (document.chunkCount !== null) return { chunkCount: document.chunkCount, provider, ended: false };
  const text = await readKnowledgeText(document, storage, signal);
  const chunkCount = await database.asUser(userId, async (tx) => {
    const count = await storeChunks(tx, document, text, signal);
    await recordDocumentText(tx, documentId, { ...text, textLength: text.text.length, chunkCount: count });
    await recordIndexing(
      tx,
      reference,
      'phase_completed',
      { phase, completed: 1, total: 1 },
      {
        message: [`Read: ${passages(count)}.`, ...text.warnings].join(' '),
        data: { chunk_count: count },
        key: 'completed',
      },
    );
    return count;
  });
  return { chunkCount, provider, ended: false };
}

async function begin(
  tx: Transaction,
  reference: IndexingReference,
): Promise<KnowledgeDocumentRow | undefined> {
  const { runId, documentId, attempt } = reference;
  if (isEnded(await getRunStatus(tx, runId))) return undefined;
  const document = await loadKnowledgeDocument(tx, documentId);
  await appendRunEvent(tx, {
    runId,
    type: 'run_started',
    level: 'info',
    phase,
    message: attempt === 1 ? 'Started.' : `Started again, attempt ${attempt}.`,
    key: `${attempt}:started`,
    update: { status: 'running' },
  });
  await recordIndexing(
    tx,
    reference,
    'phase_started',
    { phase, completed: 0, total: 1 },
    { message: `Reading “${document.title}”.`, key: 'started' },
  );
  return document;
}

async function storeChunks(
  tx: Transaction,
  document: KnowledgeDocumentRow,
  { text }: KnowledgeText,
  signal: AbortSignal,
): Promise<number> {
  let position = 0;
  let texts: string[] = [];
  const flush = async () => {
    signal.throwIfAborted();
    await insertDocumentChunks(tx, document, texts, position);
    position += texts.length;
    texts = [];
    await nextTurn();
  };
  for (const chunk of splitIntoChunks(text)) {
    texts.push(chunk);
    if (texts.length === chunksAtOnce) await flush();
  }
  await flush();
  return position;
}

/** A number of passages in words. */
export function passages(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'passage' : 'passages'}`;
}
