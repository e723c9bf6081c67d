import { endingEventTypes, runEventSchema } from '@understudy/domain/runs/run-event';
import type { TestStack } from '@understudy/stack/test-stack';
import postgres from 'postgres';
import { z } from 'zod';
import { benchModel, type BatchShape } from '../batch-shape.ts';
import { followRun } from '../../clients/run-stream.ts';
import { readHistories, type WorkflowHistory } from '../measuring/workflow-histories.ts';
import { rowCounts, type MeasuredSystem, type RunningBatch } from './measured-system.ts';

/** The product, with what only it has. */
export interface ProductSystem extends MeasuredSystem {
  /** As `begin`, with these models writing and voting. */
  readonly beginEnsemble: (batch: BatchShape, models: readonly string[]) => Promise<RunningBatch>;
  /** Histories of the workflow's executions for a batch. */
  readonly histories: (batch: BatchShape) => Promise<WorkflowHistory[]>;
}

const acceptedSchema = z.object({ run: z.object({ id: z.uuid() }) });

/** The product as a program uses it: `POST /auto-train`, then the run's events until it has ended. */
export function openProduct(stack: TestStack): ProductSystem {
  const sql = postgres(stack.databaseOwnerUrl, { max: 1 });
  const runIds = new Map<string, string>();
  const runIdOf = ({ batchId }: BatchShape): string => runIds.get(batchId) ?? '';
  const beginEnsemble = async (batch: BatchShape, models: readonly string[]): Promise<RunningBatch> => {
    // Each batch has a user of its own: no monthly cap, statistics or near-duplicates of another one.
    const user = `bench-auto-train-${batch.batchId}`;
    const token = await stack.token(user);
    const runId = await requestBatch(stack.apiUrl, token, { user, batch, models });
    runIds.set(batch.batchId, runId);
    return { done: untilCompleted({ apiUrl: stack.apiUrl, token, runId }) };
  };
  return {
    name: 'understudy',
    title: 'Understudy: POST /auto-train',
    isDurable: true,
    begin: (batch) => beginEnsemble(batch, [benchModel]),
    beginEnsemble,
    pid: () => stack.process('worker').pid,
    async killAndRestart() {
      // The stack's supervisor starts it again, as any orchestrator does.
      await stack.process('worker').kill('SIGKILL');
      await stack.process('worker').ready;
    },
    async countRows(batch) {
      const [found] = await sql<{ rows: number; items: number }[]>`
        with batch as (select id from auto_train_batches where run_id = ${runIdOf(batch)})
        select count(*)::int as rows, count(distinct item_index)::int as items from (
          select item_index from avatar_training_examples where batch_id in (select id from batch)
          union all
          select item_index from auto_train_items where batch_id in (select id from batch) and status = 'failed'
        ) as found`;
      return rowCounts(batch.numExamples, found ?? { rows: 0, items: 0 });
    },
    histories: (batch) => readHistories(stack.temporalAddress, runIdOf(batch)),
    stop: () => sql.end(),
  };
}

async function requestBatch(
  apiUrl: string,
  token: string,
  { user, batch, models }: { user: string; batch: BatchShape; models: readonly string[] },
): Promise<string> {
  const response = await fetch(`${apiUrl}/auto-train`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      user_id: user,
      num_examples: batch.numExamples,
      seed: batch.seed,
      concurrency: batch.concurrency,
      ensemble: models.map((model) => ({ model })),
    }),
  });
  if (response.status !== 202) {
    throw new Error(`POST /auto-train answered ${response.status}: ${await response.text()}`);
  }
  return acceptedSchema.parse(await response.json()).run.id;
}

function untilCompleted(address: { apiUrl: string; token: string; runId: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = followRun(address, ({ type, data }) => {
      if (type !== 'run_paused' && !endingEventTypes.has(type)) return;
      stream.close();
      const { status, message } = runEventSchema.parse(JSON.parse(data));
      if (status === 'completed' || status === 'completed_with_errors') resolve();
      else reject(new Error(`The batch is ${status}: ${message}`));
    });
    stream.opened.catch(reject);
  });
}
