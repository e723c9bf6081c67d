import { csvRow } from '../../training-center/formats/csv-cell.ts';
import type { TrainingExample } from '../../training-center/examples/training-example.ts';
import type { Turn } from '../../training-center/examples/turn.ts';
import { textWithContext } from '../../training-center/export/turns-for-format.ts';
import type { FineTuneMethod } from '../fine-tune-provider.ts';
import { autoTrainSubset } from './hub-repository.ts';
import { hasValidation } from './trl-config.ts';
import type { TrlOptions } from './trl-options.ts';

/** Columns of AutoTrain's CSV files, by method. */
export const autoTrainColumns: Record<FineTuneMethod, readonly string[]> = {
  supervised: ['text'],
  dpo: ['prompt', 'text', 'rejected_text'],
};

/** The first row of a file for AutoTrain. */
export function autoTrainHeader(method: FineTuneMethod): string {
  return csvRow(autoTrainColumns[method]);
}

/**
 * A prepared example as a row for AutoTrain: conversations as lists of messages in JSON, which it renders with the model's
 * own chat template. Of pairs, each answer comes with its prompt, which AutoTrain takes off again.
 * @returns null for an example that the method or a column of text has no place for
 */
export function autoTrainRow(example: TrainingExample, method: FineTuneMethod): string | null {
  if (example.tools !== undefined) return null;
  if (example.kind === 'chat') {
    if (method === 'dpo' || example.messages.some(isNoText)) return null;
    return csvRow([messagesJson(example.messages)]);
  }
  const { messages, chosen, rejected } = example;
  if (method === 'supervised' || [...messages, ...chosen, ...rejected].some(isNoText)) return null;
  const question = messages.findLast(({ role }) => role === 'user');
  return csvRow([
    question === undefined ? '' : textWithContext(question),
    messagesJson([...messages, ...chosen]),
    messagesJson([...messages, ...rejected]),
  ]);
}

const isNoText = (turn: Turn): boolean =>
  turn.role === 'tool' || turn.tool_calls !== undefined || typeof turn.content !== 'string';

/** AutoTrain reads it as a literal of Python, in which texts of JSON are the same and nothing else is. */
function messagesJson(turns: readonly Turn[]): string {
  return JSON.stringify(turns.map((turn) => ({ role: turn.role, content: textWithContext(turn) })));
}

/** Below so many tokens, AutoTrain's usual blocks leave no sample ("num_samples=0"). */
const SMALL_DATA_TOKENS = 60_000;
const [SMALL_BLOCK, LARGEST_BLOCK] = [128, 1_024];

/**
 * The configuration for `autotrain --config` (AutoTrain Advanced 0.8). It packs examples into blocks and trains on nothing
 * if one block is not filled, so blocks are small for little data. Names of environment variables stand for secrets.
 *
 * @param tokens of the training file
 */
export function autoTrainConfig(options: TrlOptions, tokens: number): string {
  const block = tokens < SMALL_DATA_TOKENS ? SMALL_BLOCK : Math.min(LARGEST_BLOCK, options.maxLength);
  const columns =
    options.method === 'supervised'
      ? { text_column: 'text' }
      : { text_column: 'text', prompt_text_column: 'prompt', rejected_text_column: 'rejected_text' };
  const path = options.data.from === 'hub' ? options.data.repository : 'data';
  // Of a data set with subsets, AutoTrain takes `subset:split`.
  const split = (name: string): string => (options.data.from === 'hub' ? `${autoTrainSubset}:${name}` : name);
  return yaml({
    task: options.method === 'supervised' ? 'llm-sft' : 'llm-dpo',
    base_model: options.baseModel,
    project_name: options.outputDirectory,
    log: 'tensorboard',
    backend: 'local',
    data: {
      path,
      train_split: split('train'),
      valid_split: hasValidation(options) ? split('validation') : null,
      chat_template: 'tokenizer',
      column_mapping: columns,
    },
    params: {
      block_size: block,
      model_max_length: options.maxLength,
      epochs: options.epochs,
      batch_size: options.batchSize,
      gradient_accumulation: options.gradientAccumulation,
      lr: options.learningRate,
      scheduler: 'cosine',
      peft: true,
      quantization: null,
      target_modules: 'all-linear',
      lora_r: options.loraRank,
      lora_alpha: 2 * options.loraRank,
      lora_dropout: 0.05,
      mixed_precision: 'fp16',
      ...(options.method === 'dpo'
        ? { dpo_beta: options.beta, max_prompt_length: Math.ceil(block / 2) }
        : {}),
      seed: options.seed,
    },
    hub: { username: '${HF_USERNAME}', token: '${HF_TOKEN}', push_to_hub: options.hubModel !== null },
  });
}

type YamlMap = { readonly [key: string]: string | number | boolean | null | YamlMap };

/** Texts are in JSON's form, which YAML has as well. */
function yaml(map: YamlMap, indent = ''): string {
  const lines = Object.entries(map).map(([key, value]) =>
    typeof value === 'object' && value !== null
      ? `${indent}${key}:\n${yaml(value, `${indent}  `)}`
      : `${indent}${key}: ${JSON.stringify(value)}\n`,
  );
  return lines.join('');
}
