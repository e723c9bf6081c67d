import type { components } from '@understudy/client/schema';
import type { Genre } from '@understudy/domain/auto-train/genres';

/** A number as it is typed: text while it is none yet, empty for "not given". */
export type TypedNumber = number | string;

/** A model of the ensemble as it is typed. */
export type MemberFields = { model: string; weight: TypedNumber };

/** What a person puts together before a batch starts. */
export type AutoTrainFields = {
  numExamples: TypedNumber;
  /** None for all. */
  genres: readonly Genre[];
  storeInMemory: boolean;
  avatarId: string | null;
  seed: TypedNumber;
  /** Null for the installation's own. */
  ensemble: readonly MemberFields[] | null;
  /** Empty for the installation's own. */
  judgeModel: string;
  concurrency: TypedNumber;
  maxCostUsd: TypedNumber;
  maxTokens: TypedNumber;
};

/** The body of `POST /auto-train`. */
export type AutoTrainBody = components['schemas']['AutoTrainRequest'];

/** Fields nobody has touched. */
export const emptyFields: AutoTrainFields = {
  numExamples: 50,
  genres: [],
  storeInMemory: false,
  avatarId: null,
  seed: '',
  ensemble: null,
  judgeModel: '',
  concurrency: '',
  maxCostUsd: '',
  maxTokens: '',
};

/** What is typed, as the API is asked for it. It may be refused: the request's schema tells which field is at fault. */
export function bodyOf(fields: AutoTrainFields, userId: string): AutoTrainBody {
  const { seed, judgeModel, concurrency, maxCostUsd, maxTokens, ensemble } = fields;
  const caps = {
    ...(isGiven(maxCostUsd) ? { max_cost_usd: asNumber(maxCostUsd) } : {}),
    ...(isGiven(maxTokens) ? { max_tokens: asNumber(maxTokens) } : {}),
  };
  return {
    user_id: userId,
    num_examples: asNumber(fields.numExamples),
    genres: fields.genres.length === 0 ? null : [...fields.genres],
    store_in_memory: fields.storeInMemory,
    avatar_id: fields.avatarId,
    ...(isGiven(seed) ? { seed: asNumber(seed) } : {}),
    ...(ensemble === null
      ? {}
      : { ensemble: ensemble.map(({ model, weight }) => ({ model, weight: asNumber(weight) })) }),
    ...(judgeModel.trim() === '' ? {} : { judge_model: judgeModel.trim() }),
    ...(isGiven(concurrency) ? { concurrency: asNumber(concurrency) } : {}),
    ...(Object.keys(caps).length === 0 ? {} : { budget: caps }),
  };
}

function isGiven(value: TypedNumber): boolean {
  return value !== '';
}

/** NaN for what is no number: every schema refuses it with the field's own message. */
function asNumber(value: TypedNumber): number {
  return value === '' ? Number.NaN : Number(value);
}
