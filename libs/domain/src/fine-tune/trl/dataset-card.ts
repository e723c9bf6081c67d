import { autoTrainSubset, hubFiles, suggestedModel } from './hub-repository.ts';
import type { TrlOptions } from './trl-options.ts';

/** The card of a data set repository: what the hub reads (which file is which split) and what a person reads. */
export function datasetCard(
  options: TrlOptions,
  { repository, rows, hasValidation }: { repository: string; rows: number; hasValidation: boolean },
): string {
  const { baseModel, method } = options;
  const learnt =
    method === 'supervised' ? 'prompts and completions' : 'prompts with a chosen and a rejected answer';
  return `---
configs:
${subset('default', hubFiles.training, hasValidation ? hubFiles.validation : null)}
${subset(autoTrainSubset, hubFiles.autoTrainTraining, hasValidation ? hubFiles.autoTrainValidation : null)}
tags:
- understudy
- trl
${method === 'supervised' ? '- sft' : '- dpo'}
---

# Examples of an avatar

${String(rows)} rows of ${learnt}, in the form of TRL, to train ${baseModel} with. They come from a person's
conversations: keep this repository private.

## Train

| how | file |
| --- | --- |
| Google Colab, on its free GPU | \`${hubFiles.notebook}\`: in Colab choose **File → Upload notebook**, then **Runtime → Run all** |
| a machine of your own | \`hf auth login\`, then \`uv run ${hubFiles.script}\` |
| AutoTrain | \`autotrain --config ${hubFiles.autoTrain}\` with \`HF_USERNAME\` and \`HF_TOKEN\` set |
| a script of your own | \`${hubFiles.configuration}\` has all parameters |

Each pushes the trained adapter to the private repository \`${suggestedModel(repository)}\`. Enter its name in the job:
then the avatar can answer with it.
`;
}

function subset(name: string, training: string, validation: string | null): string {
  const split = (of: string, path: string) => `  - split: ${of}\n    path: ${path}`;
  return [
    `- config_name: ${name}`,
    ...(name === 'default' ? ['  default: true'] : []),
    '  data_files:',
    split('train', training),
    ...(validation === null ? [] : [split('validation', validation)]),
  ].join('\n');
}
