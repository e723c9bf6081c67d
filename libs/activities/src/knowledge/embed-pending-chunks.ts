import { createHash } from 'node:crypto';
import { ensureRunAccount } from '@understudy/db/budget/ensure-run-account';
import { releaseAll } from '@understudy/db/budget/release';
import type { CallToReserve } from '@understudy/db/budget/reserve';
import { settle } from '@understudy/db/budget/settle';
import type { Database, Transaction } from '@understudy/db/database';
import {
  listPendingChunks,
  recordEmbeddings,
  type PendingChunk,
} from '@understudy/db/knowledge/pending-chunks';
import { recordProviderCall } from '@understudy/db/provider-calls/provider-calls';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import type { LaneStop } from '@understudy/domain/auto-train/auto-train-contract';
import { costOf, estimateReserve } from '@understudy/domain/budget/cost';
import { LaneStopped } from '../auto-train/lane-state.ts';
import type { EmbeddingModel, Embeddings } from '../providers/embedding-model.ts';
import { inProviderPlace, type ProviderPlaces } from '../providers/in-provider-place.ts';
import { endFailedCall, reserveCall, type PayingLane } from '../providers/pay-for-call.ts';
import { runLane } from '../runs/lane.ts';
import { stopFor } from '../runs/stop-for.ts';
import { whileDatabaseIsAway } from '../runs/while-database-is-away.ts';

/** Texts of one call: providers take at least as many, and a call that is lost costs a tenth of a cent at most. */
const textsPerCall = 100;
/** Calls under way at the same time. */
const window = 4;
/** Calls that are planned before the database is asked for more. */
const callsPerPage = 20;
/** The keys of all embeddings of a run, `embedding:` and a digest of what is embedded. */
const callKeys = { from: 'embedding:', to: 'embedding;' };

/** What embedding needs from outside. */
export type EmbeddingDependencies = ProviderPlaces & { database: Database; embeddings: EmbeddingModel };

/** Which chunks are embedded: those of a run that have no vector yet. */
export type EmbeddedRun = {
  userId: string;
  runId: string;
  /** Called in the transaction that stores the vectors of a call; the key is the same whenever the call is repeated. */
  onStored?: (tx: Transaction, callKey: string) => Promise<void>;
};

type EmbeddingLane = PayingLane & { dependencies: EmbeddingDependencies } & Pick<EmbeddedRun, 'onStored'>;

/**
 * Embeds the chunks of a run that have no vector yet, and pays for it: money is set aside before each call, and what the
 * call cost is entered with its vectors in one transaction, so that whatever happens no call that was answered is made or
 * paid for again. Begins nothing new while the run is paused, has ended, or a cap does not allow the next call.
 *
 * @returns why it ended; `done` when no chunk is left
 * @throws UnderstudyError one of the `provider_…` codes, or `database_unavailable`; the signal's reason when aborted
 */
export async function embedPendingChunks(
  dependencies: EmbeddingDependencies,
  { userId, runId, onStored }: EmbeddedRun,
  signal: AbortSignal,
): Promise<LaneStop> {
  const lane: EmbeddingLane = {
    dependencies,
    reference: { userId, runId },
    stop: { reason: null },
    ...(onStored && { onStored }),
  };
  const asUser = dependencies.database.asUser;
  const mayStartNext = async () => {
    lane.stop.reason ??= stopFor(await asUser(userId, (tx) => getRunStatus(tx, runId)));
    return lane.stop.reason === null;
  };
  await asUser(userId, async (tx) => {
    await ensureRunAccount(tx, runId);
    // Set aside by an execution that failed or was killed: what is left is asked for in other calls.
    await releaseAll(tx, runId, callKeys);
  });
  while (await mayStartNext()) {
    signal.throwIfAborted();
    const pending = await asUser(userId, (tx) => listPendingChunks(tx, runId, textsPerCall * callsPerPage));
    if (pending.length === 0) return 'done';
    await runLane({
      items: inCalls(pending),
      window,
      mayStartNext,
      signal,
      work: (chunks, abortSignal) => embedUnlessStopped(lane, chunks, abortSignal),
    });
  }
  return lane.stop.reason ?? 'done';
}

function inCalls(chunks: readonly PendingChunk[]): PendingChunk[][] {
  return Array.from({ length: Math.ceil(chunks.length / textsPerCall) }, (_, index) =>
    chunks.slice(index * textsPerCall, (index + 1) * textsPerCall),
  );
}

async function embedUnlessStopped(
  lane: EmbeddingLane,
  chunks: readonly PendingChunk[],
  signal: AbortSignal,
): Promise<void> {
  const inputs = chunks.map(toInput);
  const { model } = lane.dependencies.embeddings;
  const promptCharacters = inputs.reduce((sum, input) => sum + input.length, 0);
  const { usd, tokens } = estimateReserve({ model, promptCharacters, maxOutputTokens: 0 });
  const call = { callKey: `embedding:${digestOf(chunks)}`, model, usd, tokens };
  try {
    await reserveCall(lane, call, signal);
  } catch (error) {
    if (error instanceof LaneStopped) return;
    throw error;
  }
  const startedAt = performance.now();
  const answer = await embed(lane, call, inputs, signal);
  await store(lane, call, chunks, { ...answer, latencyMs: Math.round(performance.now() - startedAt) });
}

async function embed(
  lane: EmbeddingLane,
  call: CallToReserve,
  inputs: readonly string[],
  signal: AbortSignal,
): Promise<Embeddings> {
  const { embeddings } = lane.dependencies;
  const place = { userId: lane.reference.userId, provider: embeddings.provider, signal };
  try {
    return await inProviderPlace(lane.dependencies, place, () => embeddings.embed(inputs, signal));
  } catch (error) {
    await endFailedCall(lane, call, error);
    throw error;
  }
}

async function store(
  { dependencies: { database, embeddings }, reference: { userId, runId }, onStored }: EmbeddingLane,
  { callKey, model }: CallToReserve,
  chunks: readonly PendingChunk[],
  { vectors, inputTokens, latencyMs }: Embeddings & { latencyMs: number },
): Promise<void> {
  const usage = { inputTokens, outputTokens: 0 };
  const embedded = chunks.map(({ id }, index) => ({ id, embedding: vectors[index] ?? [] }));
  await whileDatabaseIsAway(() =>
    database.asUser(userId, async (tx) => {
      await recordEmbeddings(tx, model, embedded);
      await recordProviderCall(tx, {
        runId,
        callKey,
        provider: embeddings.provider,
        model,
        requestDigest: digestOf(chunks),
        // The vectors are with their chunks.
        response: { vectors: chunks.length },
        ...usage,
        latencyMs,
      });
      // It may lock the run, which comes before the run's account everywhere.
      await onStored?.(tx, callKey);
      await settle(tx, { runId, callKey, ...costOf(model, usage) });
    }),
  );
}

/** A passage is embedded with its title: what it is about often stands only there. */
function toInput({ title, text }: PendingChunk): string {
  return `${title}\n\n${text}`;
}

function digestOf(chunks: readonly PendingChunk[]): string {
  return createHash('sha256')
    .update(chunks.map(({ id }) => id).join())
    .digest('hex');
}
