import { autoTrainEstimateRequestSchema } from '@understudy/domain/auto-train/auto-train-defaults';
import {
  autoTrainLimits,
  autoTrainRequestSchema,
  type EnsembleMember,
} from '@understudy/domain/auto-train/auto-train-request';
import { isModelName, modelNameSchema } from '@understudy/domain/model-name';
import { z } from 'zod';

const ensembleForm =
  `Must be 1 to ${autoTrainLimits.ensembleMembers} models with commas between them, each with a weight from 0.1 to 10 ` +
  'where it is not 1: "gpt-5.4-mini, gpt-5.4*2".';

const memberForm = /^(?<model>[^\s*]{1,200})\s*(?:\*\s*(?<weight>\d+(?:\.\d+)?))?$/;

const ensembleSchema = z.string().transform((text, context): EnsembleMember[] => {
  const members = text.split(',').map((part) => {
    const { model, weight = '1' } = memberForm.exec(part.trim())?.groups ?? {};
    return { model: model ?? '', weight: Number(weight) };
  });
  const usable = members.every(({ model, weight }) => isModelName(model) && weight >= 0.1 && weight <= 10);
  if (usable && members.length <= autoTrainLimits.ensembleMembers) return members;
  context.addIssue({ code: 'custom', message: ensembleForm });
  return z.NEVER;
});

/** The environment variables that say what auto-train may do, and does where a request leaves it open. */
export const autoTrainEnvironmentSchema = z.object({
  AUTO_TRAIN_MAX_EXAMPLES: z.coerce
    .number()
    .int()
    .min(1)
    .max(autoTrainLimits.highestMaxExamples)
    .default(autoTrainLimits.defaultMaxExamples),
  AUTO_TRAIN_ENSEMBLE: ensembleSchema.optional(),
  AUTO_TRAIN_JUDGE_MODEL: modelNameSchema('AUTO_TRAIN_JUDGE_MODEL').optional(),
  AUTO_TRAIN_CONCURRENCY: z.coerce.number().int().min(1).max(autoTrainLimits.concurrency).default(50),
});

/** What auto-train may do, and does where a request leaves it open. */
export type AutoTrainConfiguration = {
  maxExamples: number;
  concurrency: number;
  ensemble: readonly EnsembleMember[];
  judgeModel: string | null;
  /** The bodies that may ask for as many examples as this deployment allows. */
  requestSchema: ReturnType<typeof autoTrainRequestSchema>;
  estimateRequestSchema: ReturnType<typeof autoTrainEstimateRequestSchema>;
};

/** The configuration out of the environment. Without an ensemble, the model for chats works alone. */
export function toAutoTrainConfiguration(
  environment: z.infer<typeof autoTrainEnvironmentSchema> & { OPENAI_CHAT_MODEL: string },
): AutoTrainConfiguration {
  const maxExamples = environment.AUTO_TRAIN_MAX_EXAMPLES;
  return {
    maxExamples,
    concurrency: environment.AUTO_TRAIN_CONCURRENCY,
    ensemble: environment.AUTO_TRAIN_ENSEMBLE ?? [{ model: environment.OPENAI_CHAT_MODEL, weight: 1 }],
    judgeModel: environment.AUTO_TRAIN_JUDGE_MODEL ?? null,
    requestSchema: autoTrainRequestSchema(maxExamples),
    estimateRequestSchema: autoTrainEstimateRequestSchema(maxExamples),
  };
}

/** What is wrong with the configuration as a whole: models of a provider that there is no key for. */
export function autoTrainFaults(
  environment: z.infer<typeof autoTrainEnvironmentSchema> & { HF_TOKEN?: string | undefined },
): string[] {
  if (environment.HF_TOKEN !== undefined) return [];
  const members = (environment.AUTO_TRAIN_ENSEMBLE ?? []).map(({ model }) => model);
  const named = [
    ...members.map((model) => ['AUTO_TRAIN_ENSEMBLE', model] as const),
    ['AUTO_TRAIN_JUDGE_MODEL', environment.AUTO_TRAIN_JUDGE_MODEL ?? ''] as const,
  ];
  return named
    .filter(([, model]) => model.includes('/'))
    .map(([variable, model]) => `${variable}: "${model}" is a Hugging Face model, but HF_TOKEN is not set.`);
}
