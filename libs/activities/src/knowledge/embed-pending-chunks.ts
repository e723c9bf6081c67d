import { createHash } from 'node:crypto';
import type { Database, Transaction } from '@understudy/db/database';
import {
  listPendingChunks,
  recordEmbeddings,
  type PendingChunk,
} from '@understudy/db/knowledge/pending-chunks';
import { recordProviderCall } from '@understudy/db/provider-calls/provider-calls';
import type { EmbeddingModel } from '../providers/embedding-model.ts';
import { runLane } from '../runs/lane.ts';
import { whileDatabaseIsAway } from '../runs/while-database-is-away.ts';

/** Texts of one call: providers take at least as many, and a call that is lost costs a tenth of a cent at most. */
const textsPerCall = 100;
/** Calls under way at the same time. */
const window = 4;
/** Calls that are planned before the database is asked for more. */
const callsPerPage = 20;

/** Which chunks are embedded: those of a run that have no vector yet. */
export type EmbeddedRun = {
  userId: string;
  runId: string;
  /** Asked before each call; false ends early, with what is under way finished. */
  mayStartNext: () => Promise<boolean>;
  /** Called in the transaction that stores the vectors of a call; the key is the same whenever the call is repeated. */
  onStored?: (tx: Transaction, callKey: string) => Promise<void>;
};

/**
 * Embeds the chunks of a run that have no vector yet. Vectors are committed at once, each call's with the record of what
 * it cost, so that whatever happens no call that was answered is made again.
 *
 * @throws UnderstudyError one of the `provider_…` codes, or `database_unavailable`; the signal's reason when aborted
 */
export async function embedPendingChunks(
  dependencies: { database: Database; embeddings: EmbeddingModel },
  run: EmbeddedRun,
  signal: AbortSignal,
): Promise<void> {
  const { userId, runId, mayStartNext } = run;
  while (await mayStartNext()) {
    signal.throwIfAborted();
    const pending = await dependencies.database.asUser(userId, (tx) =>
      listPendingChunks(tx, runId, textsPerCall * callsPerPage),
    );
    if (pending.length === 0) return;
    await runLane({
      items: inCalls(pending),
      window,
      mayStartNext,
      signal,
      work: (chunks, abortSignal) => embedAndStore(dependencies, run, chunks, abortSignal),
    });
  }
}

function inCalls(chunks: readonly PendingChunk[]): PendingChunk[][] {
  return Array.from({ length: Math.ceil(chunks.length / textsPerCall) }, (_, index) =>
    chunks.slice(index * textsPerCall, (index + 1) * textsPerCall),
  );
}

async function embedAndStore(
  { database, embeddings }: { database: Database; embeddings: EmbeddingModel },
  { userId, runId, onStored }: EmbeddedRun,
  chunks: readonly PendingChunk[],
  signal: AbortSignal,
): Promise<void> {
  const startedAt = performance.now();
  const answer = await embeddings.embed(chunks.map(toInput), signal);
  const latencyMs = Math.round(performance.now() - startedAt);
  const requestDigest = digestOf(chunks.map(({ id }) => id));
  const callKey = `embedding:${requestDigest}`;
  await whileDatabaseIsAway(() =>
    database.asUser(userId, async (tx) => {
      await recordEmbeddings(
        tx,
        embeddings.model,
        chunks.map(({ id }, index) => ({ id, embedding: answer.vectors[index] ?? [] })),
      );
      await recordProviderCall(tx, {
        runId,
        callKey,
        provider: embeddings.provider,
        model: embeddings.model,
        requestDigest,
        // The vectors are with their chunks.
        response: { vectors: chunks.length },
        inputTokens: answer.inputTokens,
        outputTokens: 0,
        latencyMs,
      });
      await onStored?.(tx, callKey);
    }),
  );
}

/** A passage is embedded with its title: what it is about often stands only there. */
function toInput({ title, text }: PendingChunk): string {
  return `${title}\n\n${text}`;
}

function digestOf(ids: readonly string[]): string {
  return createHash('sha256').update(ids.join()).digest('hex');
}
