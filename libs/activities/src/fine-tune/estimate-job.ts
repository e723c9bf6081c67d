import type { Database } from '@understudy/db/database';
import type { EstimateFineTune } from '@understudy/domain/fine-tune/contracts/create-job';
import type { FineTuneEstimate } from '@understudy/domain/fine-tune/contracts/estimate';
import { assumedFile, type CountedFile } from '@understudy/domain/fine-tune/cost/estimate-fine-tune';
import type { FineTuneData } from './collect-candidates.ts';
import { tokenizerFor } from './count-tokens.ts';
import { estimateOf, planData } from './plan-data.ts';

/** Of a job that names no seed, only which examples are on which side depends on it. */
const anySeed = 0;

/**
 * What a job would cost: by the examples that it would really use, each counted. Where a number of examples is asked for,
 * by so many of their average length, or of an assumed one where there are none.
 */
export async function estimateJob(
  database: Database,
  { userId, avatarId, request }: { userId: string; avatarId: string; request: EstimateFineTune },
  signal: AbortSignal,
): Promise<FineTuneEstimate> {
  const data = { userId, avatarId, ...dataOf(request), seed: request.selection.seed ?? anySeed };
  const { files, estimate } = await planData(database, data, signal);
  const wanted = request.examples_count;
  if (wanted === undefined) return estimate;
  const { training } = files;
  const validation: CountedFile = { examples: 0, tokens: 0 };
  if (training.examples === 0) return estimateOf(data, { training: assumedFile(wanted), validation }, null);
  const tokens = Math.ceil((training.tokens / training.examples) * wanted);
  const tokenizer = await tokenizerFor(data.baseModel);
  return estimateOf(data, { training: { examples: wanted, tokens }, validation }, tokenizer);
}

/** What a request says of its data. */
function dataOf(request: EstimateFineTune): Omit<FineTuneData, 'userId' | 'avatarId'> {
  return {
    trainingDataId: request.training_data_id,
    provider: request.provider,
    method: request.method,
    baseModel: request.base_model,
    systemPrompt: request.system_prompt,
    selection: request.selection,
    hyperparameters: request.hyperparameters,
  };
}
