import { autoTrainPhases } from '@understudy/domain/auto-train/auto-train-contract';
import { sql } from 'drizzle-orm';
import { openRunAccount, type RunCaps } from '../budget/open-run-account.ts';
import type { Transaction } from '../database.ts';
import { queueRun } from '../runs/queue-run.ts';
import { autoTrainBatches } from '../schema/auto-train.ts';
import type { AutoTrainSettings } from './auto-train-settings.ts';

/** A batch to be queued. IDs are made by the caller (`newId`). */
export type NewAutoTrainBatch = Omit<AutoTrainSettings, 'userId'> & {
  title: string;
  /** Hard caps of the run. */
  caps: RunCaps;
  idempotencyKey: string;
  /** Digest of all that the request asks for: the same key with another digest is a mistake of the client. */
  requestDigest: string;
  simulatedProvider: boolean;
};

/** The batch that now exists; `created` is false where an earlier request with the same key made it. */
export type CreatedAutoTrainBatch = { created: boolean; batchId: string; runId: string };

/**
 * Queues an auto-train batch: its run, the batch, the run's budget and the first event, or nothing at all.
 *
 * @throws UnderstudyError `not_found` without such an avatar; `idempotency_key_reused`
 */
export async function createAutoTrainBatch(
  tx: Transaction,
  batch: NewAutoTrainBatch,
): Promise<CreatedAutoTrainBatch> {
  const { title, caps, idempotencyKey, requestDigest, simulatedProvider, ...settings } = batch;
  const { batchId, runId, avatarId, numExamples, genres } = settings;
  const queued = await queueRun(
    tx,
    {
      runId,
      kind: 'auto_train_batch',
      title,
      avatarId,
      subjectId: batchId,
      phase: autoTrainPhases[0],
      idempotencyKey,
      requestDigest,
      simulatedProvider,
      data: { num_examples: numExamples, genres },
    },
    async () => {
      const batchRow = tx.insert(autoTrainBatches).values({ ...settings, id: batchId, genres: [...genres] });
      await tx.execute(sql`with batch as ${batchRow} ${openRunAccount(tx, runId, caps).getSQL()}`);
    },
  );
  return { created: queued.created, batchId: queued.subjectId, runId: queued.runId };
}
