/** The names of the files in the data set repository of a job. */
export const hubFiles = {
  training: 'data/train.jsonl',
  validation: 'data/validation.jsonl',
  autoTrainTraining: 'autotrain/train.csv',
  autoTrainValidation: 'autotrain/validation.csv',
  card: 'README.md',
  script: 'train.py',
  configuration: 'training.json',
  autoTrain: 'autotrain.yaml',
  notebook: 'colab.ipynb',
} as const;

/** The configuration of the data set that AutoTrain reads, with columns of its own. */
export const autoTrainSubset = 'autotrain';

/** `user/model` that the script, the notebook and AutoTrain push the trained adapter to. */
export function suggestedModel(repository: string): string {
  return `${repository}-lora`;
}
