import { autoTrainBatchSchema } from '@understudy/domain/auto-train/auto-train-result';
import { jsonRequest, type LoadKind } from './load-kind.ts';

const largestSeed = 1_000_000_000;

/** Batches of 5 to 40 generated examples. */
export const autoTrainBatches: LoadKind = {
  name: 'auto_train_batch',
  weight: 3,
  next: ({ client, random }, _number, key) => {
    const examples = random.between(5, 40);
    const body = {
      user_id: client.user,
      num_examples: examples,
      concurrency: random.between(2, 8),
      seed: random.between(0, largestSeed),
      ensemble: [{ model: 'gpt-5.4-mini' }],
      store_in_memory: random.between(0, 4) === 0,
    };
    // Whoever is willing to wait, be it not at all, is answered with the result once there is one, and not with the run.
    const request = { ...jsonRequest('/auto-train', key, body), headers: { 'idempotency-key': key } };
    return { request, expected: { examples } };
  },
  runOf: (body) => autoTrainBatchSchema.parse(body).run.id,
};
