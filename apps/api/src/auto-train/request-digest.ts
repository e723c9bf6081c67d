import { createHash } from 'node:crypto';
import type { AutoTrainRequest } from '@understudy/domain/auto-train/auto-train-request';

/**
 * SHA-256, in hexadecimal, of everything that a request for a batch asks for, as it was asked: what it leaves open is
 * open in the digest as well, whatever the deployment makes of it. Two requests with the same digest are the same.
 */
export function requestDigest(request: AutoTrainRequest): string {
  const { num_examples, genres, store_in_memory, avatar_id, seed, judge_model, concurrency, budget } =
    request;
  const ensemble = request.ensemble?.map(({ model, weight, timeout_ms }) => [model, weight, timeout_ms]);
  const caps = [budget?.max_cost_usd, budget?.max_tokens];
  const wanted = [
    ...[num_examples, genres, store_in_memory, avatar_id],
    ...[seed, ensemble, judge_model, concurrency, caps],
  ];
  return createHash('sha256').update(JSON.stringify(wanted)).digest('hex');
}
