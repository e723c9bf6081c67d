import type { components } from '@understudy/client/schema';
import type { FineTuneMethod, FineTuneProvider } from '@understudy/domain/fine-tune/fine-tune-provider';
import type { FineTuneSelection } from '@understudy/domain/fine-tune/contracts/selection';

/** A number as it is typed: text while it is none yet, empty for "not given". */
export type TypedNumber = number | string;

/** What a person puts together before a job starts. */
export type FineTuneFields = {
  /** The training session to learn from; null for all examples. */
  trainingDataId: string | null;
  provider: FineTuneProvider;
  baseModel: string;
  method: FineTuneMethod;
  quality: FineTuneSelection['quality'];
  minQuality: TypedNumber;
  balance: boolean;
  /** None for all. */
  patternTypes: readonly string[];
  maxExamples: TypedNumber;
  /** Percent. */
  validationPercent: TypedNumber;
  redact: boolean;
  unusedOnly: boolean;
  seed: TypedNumber;
  systemPrompt: 'active_version' | 'own' | 'none';
  /** Empty for the choice of the provider. */
  nEpochs: TypedNumber;
  batchSize: TypedNumber;
  learningRate: TypedNumber;
  beta: TypedNumber;
  loraRank: TypedNumber;
  maxLength: TypedNumber;
  suffix: string;
  activateWhenDone: boolean;
  maxCostUsd: TypedNumber;
};

/** The body of a request for a job, and of one for its estimate. */
export type CreateBody = components['schemas']['CreateFineTuneJob'];
export type EstimateBody = components['schemas']['EstimateFineTune'];

/** Fields nobody has touched. */
export const emptyFields: FineTuneFields = {
  trainingDataId: null,
  provider: 'openai',
  baseModel: '',
  method: 'supervised',
  quality: 'prefer',
  minQuality: 0.7,
  balance: true,
  patternTypes: [],
  maxExamples: '',
  validationPercent: 10,
  redact: false,
  unusedOnly: false,
  seed: '',
  systemPrompt: 'active_version',
  nEpochs: '',
  batchSize: '',
  learningRate: '',
  beta: '',
  loraRank: '',
  maxLength: '',
  suffix: '',
  activateWhenDone: false,
  maxCostUsd: '',
};

/** What is typed, as an estimate is asked for. It may be refused: the schema tells which field is at fault. */
export function estimateBodyOf(fields: FineTuneFields): EstimateBody {
  const { patternTypes, maxExamples, seed } = fields;
  return {
    training_data_id: fields.trainingDataId,
    base_model: fields.baseModel,
    provider: fields.provider,
    method: fields.method,
    hyperparameters: hyperparametersOf(fields),
    selection: {
      quality: fields.quality,
      min_quality: asNumber(fields.minQuality),
      balance: fields.balance,
      pattern_types: patternTypes.length === 0 ? null : [...patternTypes],
      max_examples: maxExamples === '' ? null : asNumber(maxExamples),
      validation_share: asNumber(fields.validationPercent) / 100,
      redact: fields.redact,
      unused_only: fields.unusedOnly,
      ...(seed === '' ? {} : { seed: asNumber(seed) }),
    },
    system_prompt: fields.systemPrompt,
  };
}

/** What is typed, as the API is asked for a job. */
export function createBodyOf(fields: FineTuneFields): CreateBody {
  const suffix = fields.suffix.trim();
  return {
    ...estimateBodyOf(fields),
    ...(suffix === '' ? {} : { suffix }),
    activate_when_done: fields.activateWhenDone,
    max_cost_usd: fields.maxCostUsd === '' ? null : asNumber(fields.maxCostUsd),
  };
}

/** Parameters that the provider or the method does not have are left out, whatever is still typed in their fields. */
function hyperparametersOf(fields: FineTuneFields): NonNullable<CreateBody['hyperparameters']> {
  const { provider, method, beta, loraRank, maxLength } = fields;
  return {
    n_epochs: orAuto(fields.nEpochs),
    batch_size: orAuto(fields.batchSize),
    learning_rate_multiplier: orAuto(fields.learningRate),
    ...(method === 'dpo' && beta !== '' ? { beta: asNumber(beta) } : {}),
    ...(provider !== 'openai' && loraRank !== '' ? { lora_rank: asNumber(loraRank) } : {}),
    ...(maxLength === '' ? {} : { max_length: asNumber(maxLength) }),
  };
}

function orAuto(value: TypedNumber): number | 'auto' {
  return value === '' ? 'auto' : asNumber(value);
}

/** NaN for what is no number: every schema refuses it with the field's own message. */
function asNumber(value: TypedNumber): number {
  return value === '' ? Number.NaN : Number(value);
}
