import type { ExampleFormat } from '@understudy/domain/training-center/formats/example-format';
import { baseModel } from './training-script.ts';

/** A file that is to be trained on. */
export type TrainingFile = {
  format: ExampleFormat;
  name: string;
  /** Whether some of its examples are preference pairs. */
  hasPairs: boolean;
};

/** Formats whose records have a column of messages, which is what AutoTrain's templates for chats read. */
const withMessages: readonly ExampleFormat[] = ['jsonl', 'chat'];

/**
 * What to do in AutoTrain with a file of a format: its "LLM SFT" task reads a column of messages as `text` (AutoTrain's
 * documentation, "LLM Finetuning").
 */
export function autoTrainSteps({ format, name, hasPairs }: TrainingFile): string[] {
  if (!withMessages.includes(format)) {
    return [
      'AutoTrain reads a column of messages, which this format has not. Choose JSONL above, or train on this file in Colab.',
    ];
  }
  if (format === 'jsonl' && hasPairs) {
    return [
      'AutoTrain reads a column of messages, which the pairs in this file have not. Choose Chat above: it keeps the chosen answer of each.',
    ];
  }
  return [
    'Duplicate the space, choose its hardware (an A10G or better), and open it.',
    `Task: LLM SFT. Base model: ${baseModel}.`,
    `Training data: upload ${name}.`,
    'Column mapping: {"text": "messages"}.',
    'Parameters: chat template “tokenizer”, PEFT on, quantization int4, mixed precision bf16.',
    'Start training. The adapter appears among your models on the hub.',
  ];
}
