import type { TrlOptions } from './trl-options.ts';

/** Packages that the configuration and the script are written for. */
export const trlRequirements = [
  'trl>=1.16,<2',
  'peft>=0.21,<1',
  'transformers>=5.18,<6',
  'datasets>=4.7,<6',
  'accelerate>=1.10,<2',
] as const;

/** Arguments by their names in Python. */
export type PythonArguments = Readonly<Record<string, string | number | boolean | null>>;

const LORA_DROPOUT = 0.05;
const WARMUP_SHARE = 0.03;

/** Arguments of `peft.LoraConfig` 0.21. Alpha is twice the rank, so that the rank can be changed without the rate. */
export function loraConfig({ loraRank }: TrlOptions) {
  return {
    r: loraRank,
    lora_alpha: 2 * loraRank,
    lora_dropout: LORA_DROPOUT,
    bias: 'none',
    target_modules: 'all-linear',
    task_type: 'CAUSAL_LM',
  } as const satisfies PythonArguments;
}

/**
 * Arguments of `trl.SFTConfig` 1.16. Its rows have a prompt and a completion, so the answer alone is learnt. Precision is
 * left to the script, which knows the machine.
 */
export function sftConfig(options: TrlOptions): PythonArguments {
  return { ...trainingArguments(options), completion_only_loss: true, packing: false };
}

/** Arguments of `trl.DPOConfig` 1.16. */
export function dpoConfig(options: TrlOptions): PythonArguments {
  return { ...trainingArguments(options), beta: options.beta };
}

/** Arguments of the trainer's configuration, by method. */
export function trainerConfig(options: TrlOptions): PythonArguments {
  return options.method === 'supervised' ? sftConfig(options) : dpoConfig(options);
}

/** What both have from `transformers.TrainingArguments` 5, where a warm-up below 1 is a share of all steps. */
function trainingArguments(options: TrlOptions): PythonArguments {
  const validates = hasValidation(options);
  return {
    output_dir: options.outputDirectory,
    num_train_epochs: options.epochs,
    per_device_train_batch_size: options.batchSize,
    per_device_eval_batch_size: options.batchSize,
    gradient_accumulation_steps: options.gradientAccumulation,
    learning_rate: options.learningRate,
    lr_scheduler_type: 'cosine',
    warmup_steps: WARMUP_SHARE,
    max_length: options.maxLength,
    gradient_checkpointing: true,
    logging_steps: 1,
    eval_strategy: validates ? 'epoch' : 'no',
    save_strategy: 'epoch',
    save_total_limit: 2,
    load_best_model_at_end: validates,
    ...(validates ? { metric_for_best_model: 'eval_loss', greater_is_better: false } : {}),
    seed: options.seed,
    report_to: 'none',
    push_to_hub: options.hubModel !== null,
    ...(options.hubModel === null ? {} : { hub_model_id: options.hubModel, hub_private_repo: true }),
  };
}

/** Whether there is a file or split to validate by. */
export function hasValidation({ data }: TrlOptions): boolean {
  return data.from === 'files' ? data.validation !== null : data.hasValidation;
}

/** The configuration as one JSON file, for those who have a script of their own. */
export function trainingConfigJson(options: TrlOptions): string {
  const config = {
    method: options.method,
    base_model: options.baseModel,
    data: options.data,
    requirements: trlRequirements,
    trainer: trainerConfig(options),
    lora: loraConfig(options),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
