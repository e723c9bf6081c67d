import { formatFacts, type ExampleFormat } from '@understudy/domain/training-center/formats/example-format';
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
 * documentation, "LLM Finetuning"). Where the file has no such column, the first step is the format that has it, and why.
 */
export function autoTrainSteps({ format, name, hasPairs }: TrainingFile): string[] {
  const change = changeOfFormat(format, hasPairs);
  return [
    ...(change === null ? [] : [change]),
    'Duplicate the space, choose its hardware (an A10G or better), and open it.',
    `Task: LLM SFT. Base model: ${baseModel}.`,
    `Training data: upload ${change === null ? name : 'the file that you have downloaded'}.`,
    'Column mapping: {"text": "messages"}.',
    'Parameters: chat template “tokenizer”, PEFT on, quantization int4, mixed precision bf16.',
    'Start training. The adapter appears among your models on the hub.',
  ];
}

/** Null where AutoTrain reads every record of the file. */
function changeOfFormat(format: ExampleFormat, hasPairs: boolean): string | null {
  if (withMessages.includes(format) && !(format === 'jsonl' && hasPairs)) return null;
  const better = hasPairs ? 'chat' : 'jsonl';
  const because =
    format === 'jsonl'
      ? 'the preference pairs in a JSONL file have a prompt and two answers in its place'
      : `${formatFacts[format].title} has none`;
  return [
    `Choose ${formatFacts[better].title} above and download that file: AutoTrain reads a column of messages, and ${because}.`,
    ...(hasPairs
      ? ['Chat keeps the chosen answer of each pair; “Preference pairs” in Colab learns from both.']
      : []),
  ].join(' ');
}
