import type { Database } from '@understudy/db/database';
import type { FineTuneEstimate } from '@understudy/domain/fine-tune/contracts/estimate';
import { estimateFineTune, type CountedFile } from '@understudy/domain/fine-tune/cost/estimate-fine-tune';
import { planFiles, type FilePlan } from '@understudy/domain/fine-tune/preparation/plan-files';
import type { ExampleRules } from '@understudy/domain/fine-tune/preparation/prepare-example';
import { collectCandidates, exampleRulesOf, type FineTuneData } from './collect-candidates.ts';
import { tokenizerFor, type Tokenizer } from './count-tokens.ts';

/** What would be, or is, trained on some data: which examples, by which rules, for how much. */
export type DataPlan = {
  rules: ExampleRules;
  files: FilePlan;
  /** Examples that were looked at. */
  considered: number;
  estimate: FineTuneEstimate;
};

/** Chooses and divides the examples of some data and counts their tokens: for the job itself, and for its estimate. */
export async function planData(
  database: Database,
  data: FineTuneData & { seed: number },
  signal: AbortSignal,
): Promise<DataPlan> {
  const { provider, selection, seed } = data;
  const rules = await exampleRulesOf(database, data);
  const tokenizer = await tokenizerFor(data.baseModel);
  const { candidates, leftOut } = await collectCandidates(database, data, rules, tokenizer, signal);
  const files = planFiles({ candidates, leftOut, selection, provider, seed });
  const estimate = estimateOf(data, files, tokenizer, files.leftOutCounts);
  return { rules, files, considered: candidates.length + leftOut.size, estimate };
}

/** What a training on files of such a size costs. Without a tokenizer an average length was assumed. */
export function estimateOf(
  { provider, method, baseModel: model, hyperparameters }: FineTuneData,
  { training, validation }: { training: CountedFile; validation: CountedFile },
  tokenizer: Tokenizer | null,
  leftOut: Readonly<Record<string, number>> = {},
): FineTuneEstimate {
  return estimateFineTune({
    provider,
    method,
    model,
    hyperparameters,
    training,
    validation,
    leftOut,
    tokenizer: tokenizer?.name ?? null,
    ownTokenizer: tokenizer?.isOwn ?? false,
  });
}
