import type { AutoTrainSettings } from '@understudy/db/auto-train/auto-train-settings';
import type { AutoTrainPlan } from '@understudy/domain/auto-train/auto-train-contract';
import type { ChatModels } from '../providers/chat-models.ts';

/** How the workflow of a batch is to travel. */
export function planBatch(
  models: ChatModels,
  {
    numExamples,
    concurrency,
    ensemble,
    storeInMemory,
  }: Pick<AutoTrainSettings, 'numExamples' | 'concurrency' | 'ensemble' | 'storeInMemory'>,
): AutoTrainPlan {
  const openai = ensemble.some(({ model }) => providerOf(models, model) === 'openai');
  const provider = openai ? 'openai' : 'huggingface';
  return { numExamples, concurrency, ensembleSize: ensemble.length, provider, storeInMemory };
}

/** A model that cannot be reached is found out when it is asked; until then it counts as OpenAI's. */
function providerOf(models: ChatModels, model: string) {
  return model.includes('/') ? models.forName(model).provider : 'openai';
}
