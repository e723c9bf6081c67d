import type { ExampleFormat } from '@understudy/domain/training-center/formats/example-format';
import { baseModel } from './training-script.ts';

/** Formats whose records have a column of messages, which is what AutoTrain's templates for chats read. */
const withMessages: readonly ExampleFormat[] = ['jsonl', 'chat'];

/**
 * What to do in AutoTrain with a file of a format: its "LLM SFT" task reads a column of messages as `text` (AutoTrain's
 * documentation, "LLM Finetuning").
 */
export function autoTrainSteps(format: ExampleFormat, fileName: string): string[] {
  if (!withMessages.includes(format)) {
    return [
      'AutoTrain reads a column of messages, which this format has not. Choose JSONL above, or train on this file in Colab.',
    ];
  }
  return [
    'Duplicate the space, choose its hardware (an A10G or better), and open it.',
    `Task: LLM SFT. Base model: ${baseModel}.`,
    `Training data: upload ${fileName}.`,
    'Column mapping: {"text": "messages"}.',
    'Parameters: chat template “tokenizer”, PEFT on, quantization int4, mixed precision bf16.',
    'Start training. The adapter appears among your models on the hub.',
  ];
}
