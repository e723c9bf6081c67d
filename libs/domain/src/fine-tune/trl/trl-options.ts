import type { Hyperparameters } from '../contracts/hyperparameters.ts';
import { tokenLimitOf } from '../base-models.ts';
import { epochsOf } from '../cost/default-epochs.ts';
import type { FineTuneMethod } from '../fine-tune-provider.ts';

/** Where the rows are: files beside the script, or a data set repository on the Hugging Face hub. */
export type TrlData =
  | { from: 'files'; training: string; validation: string | null }
  | { from: 'hub'; repository: string; hasValidation: boolean };

/** A LoRA training with TRL, all decided. */
export type TrlOptions = {
  method: FineTuneMethod;
  baseModel: string;
  data: TrlData;
  outputDirectory: string;
  /** `user/model` to push the adapter to, as a private repository; null to keep it here. */
  hubModel: string | null;
  epochs: number;
  batchSize: number;
  /** Batches before the weights change: batch size × accumulation is what a step learns from. */
  gradientAccumulation: number;
  learningRate: number;
  /** Tokens; longer examples were left out of the data. */
  maxLength: number;
  loraRank: number;
  /** Of preference training: how much it keeps to the base model. */
  beta: number;
  seed: number;
};

/** What a step learns from, in examples; small sets need many steps rather than large ones. */
const EXAMPLES_PER_STEP = 8;
const LARGEST_BATCH = 2;

/** TRL's documentation: about ten times the rate of full training for LoRA, and a hundredth of it for preferences. */
const learningRates: Record<FineTuneMethod, number> = { supervised: 2e-4, dpo: 5e-6 };

const USUAL_RANK = 16;
const USUAL_BETA = 0.1;

export type TrlRequest = Pick<
  TrlOptions,
  'method' | 'baseModel' | 'data' | 'outputDirectory' | 'hubModel' | 'seed'
> & {
  hyperparameters: Hyperparameters;
  /** Rows of the training file. */
  rows: number;
};

/** A training with everything that was left to us decided. */
export function decideTrlOptions({ hyperparameters, rows, ...request }: TrlRequest): TrlOptions {
  const {
    batch_size: batch,
    learning_rate_multiplier: multiplier,
    beta,
    max_length: length,
  } = hyperparameters;
  const step = batch === 'auto' ? Math.max(1, Math.min(EXAMPLES_PER_STEP, Math.floor(rows / 4))) : batch;
  const batchSize = largestDivisor(step, LARGEST_BATCH);
  const rate = learningRates[request.method] * (multiplier === 'auto' ? 1 : multiplier);
  return {
    ...request,
    epochs: epochsOf(hyperparameters, rows),
    batchSize,
    gradientAccumulation: step / batchSize,
    learningRate: Number(rate.toPrecision(6)),
    maxLength: tokenLimitOf('lora', request.baseModel, length).tokens,
    loraRank: hyperparameters.lora_rank ?? USUAL_RANK,
    beta: beta === undefined || beta === 'auto' ? USUAL_BETA : beta,
  };
}

function largestDivisor(value: number, most: number): number {
  for (let divisor = Math.min(value, most); divisor > 1; divisor -= 1)
    if (value % divisor === 0) return divisor;
  return 1;
}
