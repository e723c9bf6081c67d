import type { ChatModels } from '@understudy/activities/providers/chat-models';
import type { AutoTrainDefaults } from '@understudy/domain/auto-train/auto-train-defaults';
import { autoTrainLimits } from '@understudy/domain/auto-train/auto-train-request';
import { estimateBatch } from '@understudy/domain/auto-train/estimate-batch';
import type { AutoTrainConfiguration } from './auto-train-environment.ts';

/** What the form of a new batch starts with. */
export function autoTrainDefaults(
  configuration: AutoTrainConfiguration,
  names: ChatModels['names'],
): AutoTrainDefaults {
  const { ensemble, judgeModel, maxExamples, concurrency } = configuration;
  const { calls_per_example, estimated_cost_usd, price_date } = estimateBatch(1, configuration);
  const configured = [
    ...ensemble.map(({ model }) => model),
    ...(judgeModel === null ? [] : [judgeModel]),
    ...[names.chat, names.analysis, names.vision],
  ];
  return {
    max_examples: maxExamples,
    concurrency,
    max_concurrency: autoTrainLimits.concurrency,
    ensemble: [...ensemble],
    max_ensemble_members: autoTrainLimits.ensembleMembers,
    judge_model: judgeModel,
    available_models: [...new Set(configured)],
    calls_per_example,
    estimated_cost_usd_per_example: estimated_cost_usd,
    price_date,
  };
}
