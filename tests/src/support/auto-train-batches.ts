import {
  autoTrainBatchSchema,
  autoTrainResultSchema,
  type AutoTrainBatch,
  type AutoTrainResult,
} from '@understudy/domain/auto-train/auto-train-result';
import { autoTrainItemSchema, type AutoTrainItem } from '@understudy/domain/auto-train/auto-train-item';
import { batchEstimateSchema, type BatchEstimate } from '@understudy/domain/auto-train/estimate-batch';
import { pageOf } from '@understudy/domain/http/page';
import { runEventSchema, type RunEvent } from '@understudy/domain/runs/run-event';
import { runSchema, type Run } from '@understudy/domain/runs/run';
import type { ApiAnswer, ApiClient } from './api-client.ts';

const items = pageOf('TestItems', autoTrainItemSchema);
const events = pageOf('TestBatchEvents', runEventSchema);

/** What a test asks for beside the user. */
export type WantedBatch = { num_examples: number } & Record<string, unknown>;

/** What users do with batches of generated examples, with every answer parsed by the published schema. */
export function batchesOf(user: ApiClient) {
  const ask = (wanted: WantedBatch, headers: Record<string, string> = {}): Promise<ApiAnswer> =>
    user.send('POST', '/auto-train', { user_id: user.user, ...wanted }, headers);
  return {
    ask,
    /** Starts a batch that must be accepted. */
    async start(wanted: WantedBatch): Promise<AutoTrainBatch> {
      const answer = await ask(wanted);
      if (answer.status !== 202)
        throw new Error(`Not accepted: ${answer.status} ${JSON.stringify(answer.body)}`);
      return autoTrainBatchSchema.parse(answer.body);
    },
    /** What a batch would cost. */
    estimate: (wanted: WantedBatch): Promise<BatchEstimate> =>
      user.post('/api/auto-train-estimates', batchEstimateSchema, wanted),
    read: (id: string): Promise<AutoTrainBatch> =>
      user.get(`/api/auto-train-batches/${id}`, autoTrainBatchSchema),
    /** The seed's body. */
    result: (id: string): Promise<AutoTrainResult> => user.get(`/auto-train/${id}`, autoTrainResultSchema),
    /** Finished items of a small batch, by their index. */
    async items(id: string): Promise<AutoTrainItem[]> {
      const page = await user.get(`/api/auto-train-batches/${id}/items?limit=200`, items);
      return page.items.toSorted((one, other) => one.index - other.index);
    },
    /** Events of a small batch, in their order. */
    async events(id: string): Promise<RunEvent[]> {
      const accept = { accept: 'application/json' };
      const answer = await user.send('GET', `/api/runs/${id}/events?limit=200`, undefined, accept);
      return events.parse(answer.body).items;
    },
    async steer(id: string, how: 'pause' | 'resume' | 'cancel' | 'retry'): Promise<Run> {
      const answer = await user.send('POST', `/api/runs/${id}/${how}`);
      if (answer.status >= 300)
        throw new Error(`Not steered: ${answer.status} ${JSON.stringify(answer.body)}`);
      return runSchema.parse(answer.body);
    },
    raiseBudget: (id: string, caps: Record<string, unknown>): Promise<ApiAnswer> =>
      user.send('PUT', `/api/auto-train-batches/${id}/budget`, caps),
  };
}
