import type { RequestedHyperparameters } from './job-request.ts';
import type { TuningMethod } from './tunable-models.ts';

/** Hyperparameters as a job trains with. */
export interface Hyperparameters {
  readonly n_epochs: number;
  readonly batch_size: number;
  readonly learning_rate_multiplier: number;
  /** Weight of the penalty for leaving the reference model; with DPO only. */
  readonly beta?: number;
}

const usualEpochs = 3;
/** Bounds that the service aims at over all epochs, rounding down, from the notebook that its guide links to. */
const fewestExamples = 100;
const mostExamples = 25_000;
const mostAutoEpochs = 25;
/** About 0.2 % of the examples, as the service's guide says. */
const batchShare = 0.002;
const largestBatch = 256;
const usualBeta = 0.1;

/** Fills in what was left to the service, by the rules it has published. */
export function resolveHyperparameters(
  asked: RequestedHyperparameters,
  examples: number,
  snapshot: string,
  method: TuningMethod,
): Hyperparameters {
  const number = (value: number | string | null | undefined, usual: number) =>
    typeof value === 'number' ? value : usual;
  return {
    n_epochs: number(asked.n_epochs, autoEpochs(examples)),
    batch_size: number(
      asked.batch_size,
      Math.min(largestBatch, Math.max(1, Math.round(examples * batchShare))),
    ),
    learning_rate_multiplier: number(
      asked.learning_rate_multiplier,
      snapshot.startsWith('gpt-4o-mini') ? 1.8 : 2,
    ),
    ...(method === 'dpo' ? { beta: number(asked.beta, usualBeta) } : {}),
  };
}

function autoEpochs(examples: number): number {
  if (examples * usualEpochs < fewestExamples) {
    return Math.min(mostAutoEpochs, Math.floor(fewestExamples / examples));
  }
  if (examples * usualEpochs > mostExamples) return Math.max(1, Math.floor(mostExamples / examples));
  return usualEpochs;
}
